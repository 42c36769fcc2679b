package dev.pgrm.application;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens once the store is up and its schema is in place. Until then everything that needs the store waits outside. */
public final class StoreGate {
    private static final Logger log = LoggerFactory.getLogger(StoreGate.class);

    private final Runnable migration;
    private final String where;
    private final Complaint waiting;
    private volatile boolean open;

    /** @param where the store's address for people, without a secret */
    public StoreGate(Runnable migration, String where) {
        this.migration = migration;
        this.where = where;
        this.waiting = new Complaint(log, "waiting for the store at " + where);
    }

    public boolean isOpen() {
        return open;
    }

    /** Tries to open it, and says whether it is open now. A reason to wait is logged once for as long as it stays the same. */
    public synchronized boolean tryToOpen() {
        if (open) {
            return true;
        }
        try {
            migration.run();
            log.info("The store at {} is ready", where);
            open = true;
            return true;
        } catch (StoreUnavailable e) {
            waiting.tell(e);
            return false;
        }
    }

    /** Throws while it is closed. */
    public void requireOpen() {
        if (!open) {
            throw new StoreUnavailable("The store is not ready yet");
        }
    }
}

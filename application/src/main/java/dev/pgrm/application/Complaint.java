package dev.pgrm.application;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** One kind of trouble that comes back with every turn: told when it begins and when it changes, and not in between. */
public final class Complaint {
    private final Logger log;
    private final String what;
    private @Nullable String told;

    public Complaint(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    public synchronized void tell(Throwable why) {
        String reason = String.valueOf(why.getMessage());
        if (!reason.equals(told)) {
            log.warn("{}: {}", what, reason);
        }
        told = reason;
    }

    /** It is over; the next one is news. */
    public synchronized void settled() {
        told = null;
    }
}

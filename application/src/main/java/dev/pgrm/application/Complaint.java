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
        String reason = why.getMessage() == null ? why.toString() : why.getMessage();
        if (!reason.equals(told)) {
            if (expected(why)) {
                log.warn("{}: {}", what, reason);
            } else {
                log.warn("{}: {}", what, reason, why);
            }
        }
        told = reason;
    }

    /** Where nothing was thrown. */
    public synchronized void tell(String reason) {
        if (!reason.equals(told)) {
            log.warn("{}: {}", what, reason);
        }
        told = reason;
    }

    /** Where an outage comes from helps nobody; where a mistake of ours comes from does. */
    private static boolean expected(Throwable why) {
        return why instanceof StoreUnavailable || why instanceof CacheUnavailable;
    }

    /** It is over; the next one is news. */
    public synchronized void settled() {
        told = null;
    }
}

package dev.pgrm.fleet.connection;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.database.TargetSession;
import dev.pgrm.domain.postgres.Endpoint;

/**
 * What a session that has just begun is good for.
 *
 * @param readOnly whether the server's administrators made it so
 */
record Standing(boolean inRecovery, boolean readOnly) {
    enum Fit {
        WANTED,
        SECOND_BEST,
        UNWANTED
    }

    Fit fits(TargetSession target) {
        return switch (target) {
            case ANY -> Fit.WANTED;
            case READ_WRITE -> wanted(!inRecovery && !readOnly);
            case READ_ONLY -> wanted(inRecovery || readOnly);
            case PRIMARY -> wanted(!inRecovery);
            case STANDBY -> wanted(inRecovery);
            case PREFER_STANDBY -> inRecovery ? Fit.WANTED : Fit.SECOND_BEST;
        };
    }

    private static Fit wanted(boolean yes) {
        return yes ? Fit.WANTED : Fit.UNWANTED;
    }

    Trouble mismatch(Endpoint endpoint, TargetSession target) {
        return new Trouble(
                "target_session_mismatch",
                endpoint + " is a " + (inRecovery ? "standby" : readOnly ? "primary that takes no writes" : "primary")
                        + ", and " + Words.of(target) + " is wanted",
                "Correct host or alternateHosts, or choose other targetSessionAttrs");
    }
}

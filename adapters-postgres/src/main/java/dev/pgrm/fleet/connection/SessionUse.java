package dev.pgrm.fleet.connection;

import dev.pgrm.domain.database.Account;
import java.time.Duration;

/**
 * What a session is for.
 *
 * @param name under which the server's administrators see it
 * @param patience how long the network and the server may keep silent, when signing in and later on
 */
record SessionUse(String name, Duration patience, Kind kind) {
    enum Kind {
        LOOKING,
        WRITING,
        /** Speaks the replication protocol, as the account that replicates. */
        REPLICATING
    }

    Account account() {
        return kind == Kind.REPLICATING ? Account.REPLICATION : Account.MANAGING;
    }

    /**
     * What an operation does must not wait for those who look: it has one session of its own on each of its databases, and no two
     * operations work on one database at once.
     */
    boolean takesPlace() {
        return kind != Kind.WRITING;
    }

    String defaultReadOnly() {
        return kind == Kind.WRITING ? "off" : "on";
    }
}

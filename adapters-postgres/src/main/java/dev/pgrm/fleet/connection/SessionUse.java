package dev.pgrm.fleet.connection;

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
        WRITING
    }

    String defaultReadOnly() {
        return kind == Kind.LOOKING ? "on" : "off";
    }
}

package dev.pgrm.domain.preflight;

import dev.pgrm.domain.postgres.PgVersion;
import dev.pgrm.domain.postgres.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * What the two ends of a stream are asked alike.
 *
 * @param name under which it is registered
 * @param host where we reach its server
 * @param listens the address at which the server let us in; none over a Unix socket
 * @param identity of the database, the same by whatever way it is reached
 * @param administers has the role that a service gives to its customers in place of a superuser
 * @param creates may create publications and subscriptions in the database, as far as the database is concerned
 * @param subscribes has the role that lets others than superusers subscribe, since 16
 * @param syncWorkers how many tables of a subscription are copied at once
 * @param prepared how many transactions may be prepared for a commit in two phases
 */
public record EndFacts(
        String name,
        String host,
        @Nullable String listens,
        String database,
        String identity,
        PgVersion version,
        ReplicationFacts replication,
        boolean superuser,
        boolean administers,
        boolean creates,
        boolean subscribes,
        int syncWorkers,
        int prepared) {

    String role() {
        return replication.role();
    }

    Service service() {
        return replication.service();
    }

    /** A statement and where it is to be run. */
    String run(String sql) {
        return "-- on " + name.replaceAll("\\s+", " ") + "\n" + sql + ";";
    }

    String grant(String what, String to) {
        return run("grant " + what + " to " + Quoted.identifier(to));
    }
}

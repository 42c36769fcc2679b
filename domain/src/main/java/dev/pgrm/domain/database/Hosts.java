package dev.pgrm.domain.database;

import dev.pgrm.domain.postgres.Endpoint;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a database is reached: at the first address, or at an alternate one that holds the same database, as after a failover.
 *
 * @param first the address under which its server is known
 */
public record Hosts(Endpoint first, List<Endpoint> alternates, TargetSession target) {
    public Hosts {
        alternates = List.copyOf(alternates);
    }

    public static Hosts only(Endpoint endpoint) {
        return new Hosts(endpoint, List.of(), TargetSession.ANY);
    }

    /** In the order in which they are tried. */
    public List<Endpoint> all() {
        return Stream.concat(Stream.of(first), alternates.stream()).toList();
    }
}

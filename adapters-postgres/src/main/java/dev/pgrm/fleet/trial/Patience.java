package dev.pgrm.fleet.trial;

import dev.pgrm.domain.database.DatabaseSpec;
import java.time.Duration;

/** How long a host may keep silent when several are tried one after the other, so that the last still gets its turn. */
final class Patience {
    private static final Duration LEAST = Duration.ofSeconds(1);

    private Patience() {}

    static Duration forEach(DatabaseSpec database, Duration most) {
        Duration share = most.dividedBy(database.hosts().all().size());
        return share.compareTo(LEAST) < 0 ? LEAST : share;
    }
}

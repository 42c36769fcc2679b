package dev.pgrm.application.orphan;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Actor.Role;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.operation.Journal.Search;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.orphan.KnownOrphan;
import dev.pgrm.domain.orphan.RemovalPolicy;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.stream.RemoveLeftover;
import dev.pgrm.domain.topology.Chart;
import dev.pgrm.domain.topology.Orphan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has orphans removed that are due under the policy. For one thread. */
public final class OrphanSweep {
    static final Actor POLICY = new Actor("policy", Set.of(Role.OPERATOR));

    private static final Logger log = LoggerFactory.getLogger(OrphanSweep.class);
    /** A map that is older is nobody's to act on. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private static final int MOST = 100;

    private final RemovalPolicy policy;
    private final LiveTopology topology;
    private final FindingOrphans finding;
    private final RemovingOrphans removing;
    private final Journal journal;
    private final Clock clock;
    private final Map<Mark, Instant> firstSeen = new HashMap<>();

    public OrphanSweep(
            RemovalPolicy policy,
            LiveTopology topology,
            FindingOrphans finding,
            RemovingOrphans removing,
            Journal journal,
            Clock clock) {
        this.policy = policy;
        this.topology = topology;
        this.finding = finding;
        this.removing = removing;
        this.journal = journal;
        this.clock = clock;
    }

    private record Mark(UUID server, @Nullable String database, Leftover what, String name) {
        static Mark of(Orphan orphan) {
            return new Mark(orphan.server(), orphan.database(), orphan.what(), orphan.name());
        }
    }

    /** One look. */
    public void takeTurn() {
        Instant now = clock.instant();
        if (topology.current().at().plus(FRESH).isBefore(now)) {
            return;
        }
        Chart chart = topology.chart();
        List<KnownOrphan> orphans = finding.find(chart);
        note(orphans, now);
        orphans.stream()
                .filter(known -> policy.due(known, chart::seesNow, since(known.orphan()), now))
                .filter(known -> RemovalPolicy.mayAsk(known.orphan(), before(known.orphan()), now))
                .forEach(known -> remove(known, now));
    }

    /** One that was used meanwhile, or made anew, begins anew. */
    private void note(List<KnownOrphan> orphans, Instant now) {
        Set<Mark> present =
                orphans.stream().map(known -> Mark.of(known.orphan())).collect(Collectors.toSet());
        firstSeen.keySet().retainAll(present);
        present.forEach(mark -> firstSeen.putIfAbsent(mark, now));
    }

    private Instant since(Orphan orphan) {
        return Objects.requireNonNull(firstSeen.get(Mark.of(orphan)));
    }

    private List<Operation> before(Orphan orphan) {
        return journal.search(
                new Search("database:" + orphan.through(), RemoveLeftover.kindOf(orphan.what()), null, null, MOST));
    }

    private void remove(KnownOrphan known, Instant now) {
        Orphan orphan = known.orphan();
        Instant since = Objects.requireNonNullElse(orphan.inactiveSince(), since(orphan));
        log.info(
                "The {} {} on {} was made here and nobody uses it: it is removed, as PGRM_REMOVE_ORPHANS_AFTER says",
                orphan.what().word(),
                orphan.name(),
                orphan.serverName());
        removing.commission(
                POLICY,
                orphan,
                Map.of(
                        "madeBy", String.valueOf(known.provenance().madeBy()),
                        "unusedFor", Duration.between(since, now).toString()));
    }
}

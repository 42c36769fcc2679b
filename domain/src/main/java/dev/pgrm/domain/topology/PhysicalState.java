package dev.pgrm.domain.topology;

import dev.pgrm.domain.health.Diagnosis;
import dev.pgrm.domain.health.Measures;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Receiver;
import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.WalForecast;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.stream.Lag;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Status;
import dev.pgrm.domain.stream.Stream.StreamType;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.topology.PhysicalLink.ByRds;
import dev.pgrm.domain.topology.PhysicalLink.Known;
import dev.pgrm.domain.topology.PhysicalLink.Standby;
import dev.pgrm.domain.topology.Sightings.Sighting;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What state a physical stream is in, out of what its two ends show. */
final class PhysicalState {
    private final PhysicalLink link;
    private final @Nullable Known upstream;
    private final @Nullable Sighting standby;
    private final @Nullable Sender sender;
    private final @Nullable Slot slot;
    private final @Nullable Receiver receiver;

    private final Lag lag;
    private final @Nullable WalForecast forecast;
    private final List<Diagnosis> diagnoses;

    private PhysicalState(PhysicalLink link, Cases cases) {
        this.link = link;
        this.upstream = link.upstream() instanceof Known known ? known : null;
        this.standby = link.downstream() instanceof Standby known ? known.server() : null;
        this.sender = upstream == null ? null : upstream.sender();
        this.slot = upstream == null ? null : upstream.slot();
        this.receiver = standby == null || standby.seen() == null
                ? null
                : standby.facts().receiver();
        this.lag = lag();
        this.forecast = slot == null || source() == null ? null : WalForecast.of(slot, source().slotHistory());
        this.diagnoses = diagnosed(cases);
    }

    static PhysicalState of(PhysicalLink link, Cases cases) {
        return new PhysicalState(link, cases);
    }

    Stream drawn(UUID id, UUID sourceServer, @Nullable UUID source, UUID targetServer, @Nullable UUID target) {
        Verdict verdict = verdict();
        return new Stream(
                new StreamId(id),
                StreamType.PHYSICAL,
                name(),
                sourceServer,
                targetServer,
                source,
                target,
                verdict.status(),
                verdict.reason(),
                lag,
                List.of(),
                null,
                slot == null ? null : slot.name(),
                slot == null ? null : slot.walStatus(),
                retained(),
                forecast,
                null,
                null,
                verdict.error(),
                link.match(),
                false,
                link.stale() || outOfSight(),
                receiver == null ? null : receiver.lastMessageAt(),
                Diagnosis.health(!link.stale() && !outOfSight(), diagnoses));
    }

    private List<Diagnosis> diagnosed(Cases cases) {
        var measures =
                new Measures(lag.bytes(), lag.time(), retained(), forecast == null ? null : forecast.untilLost(), null);
        boolean connected = sends() || receives();
        ByRds rds = link.rds();
        boolean saysRds = rds != null
                && !connected
                && !link.stale()
                && !catchesUp()
                && !outOfSight()
                && (unseen() || rds.shared());
        String unavailable = saysRds && rds != null && !rds.replica().available()
                ? rds.replica().status()
                : null;
        return cases.of(link, measures, connected, !goesOnUnseen(), unavailable).diagnoses();
    }

    private boolean receives() {
        return standby != null && !standby.stale() && receiver != null && receiver.streams();
    }

    /** Though neither end shows a connection, nothing says that there is none. */
    private boolean goesOnUnseen() {
        return link.stale()
                || catchesUp()
                || outOfSight()
                || (link.rds() != null && (unseen() || link.rds().shared()))
                || (receiver != null && receiver.status() == null);
    }

    private boolean catchesUp() {
        return sender != null && "catchup".equals(sender.state());
    }

    private @Nullable Seen source() {
        return upstream == null || upstream.server().stale()
                ? null
                : upstream.server().seen();
    }

    private Verdict verdict() {
        boolean sourceGone = upstream != null && upstream.server().stale();
        boolean targetGone = standby != null && standby.stale();
        if (sourceGone || targetGone) {
            String gone = sourceGone ? "source" : "target";
            return sends() || receives()
                    ? new Verdict(Status.ACTIVE, "the " + gone + " cannot be reached from here, yet changes flow")
                    : new Verdict(Status.INACTIVE, "the " + gone + " cannot be reached");
        }
        Verdict found = Verdict.of(diagnoses);
        if (found != null) {
            return found;
        }
        if (catchesUp()) {
            return new Verdict(Status.SYNCING, "the standby is catching up");
        }
        if (sends() || receives()) {
            return new Verdict(Status.ACTIVE, "changes flow");
        }
        if (outOfSight()) {
            return new Verdict(
                    Status.INACTIVE,
                    "RDS names the replica, in a region or account where it could not be looked at: its state is not known");
        }
        if (link.rds() != null && (unseen() || link.rds().shared())) {
            return saidByRds(link.rds());
        }
        return new Verdict(Status.ACTIVE, "a receiver runs; our role may not see its state (grant pg_monitor)");
    }

    /** Nobody looks at the replica itself. */
    private boolean unseen() {
        return standby == null || standby.seen() == null;
    }

    /** Neither anybody here nor RDS has looked at the replica: that it is there is all that is known. */
    private boolean outOfSight() {
        return link.rds() != null && unseen() && !link.rds().replica().looked() && !sends();
    }

    private boolean sends() {
        return upstream != null && !upstream.server().stale() && sender != null && sender.streams();
    }

    private Verdict saidByRds(ByRds rds) {
        return new Verdict(
                Status.ACTIVE,
                rds.shared()
                        ? "it reads the storage of its writer, as RDS says"
                        : "RDS keeps it going; how far it is can be seen once it is "
                                + (standby == null ? "registered" : "looked at"));
    }

    /** Only against a source that is being seen; what the standby says of itself counts when its sender is gone. */
    private Lag lag() {
        Seen source = source();
        Lsn reached = reached();
        boolean shared = link.rds() != null && link.rds().shared();
        if (source == null || reached == null || shared) {
            return Lag.UNKNOWN;
        }
        return Lag.between(
                reached,
                source.server().wal().current(),
                source.walHistory(),
                source.at(),
                sender == null ? null : sender.replayLag());
    }

    private @Nullable Lsn reached() {
        if (sender != null && sender.replayed() != null) {
            return sender.replayed();
        }
        return standby == null || standby.seen() == null
                ? null
                : standby.facts().wal().replayed();
    }

    private @Nullable Bytes retained() {
        Seen source = upstream == null ? null : upstream.server().seen();
        return slot == null || slot.restart() == null || source == null
                ? null
                : slot.restart().behind(source.server().wal().current());
    }

    private String name() {
        if (standby != null && standby.seen() != null) {
            String name = standby.facts().settings().getOrDefault("cluster_name", "");
            if (!name.isEmpty()) {
                return name;
            }
        }
        if (link.rds() != null) {
            return link.rds().replica().identifier();
        }
        return sender != null ? sender.applicationName() : "physical replication";
    }
}

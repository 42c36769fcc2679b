package dev.pgrm.domain.topology;

import dev.pgrm.domain.health.Diagnosis;
import dev.pgrm.domain.health.Measures;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.DatabaseFacts.ApplyWorker;
import dev.pgrm.domain.observation.DatabaseFacts.Publication;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.PublishedTables;
import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.observation.ServerFacts;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.WalForecast;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.stream.BackfillEstimate;
import dev.pgrm.domain.stream.Lag;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Backfill;
import dev.pgrm.domain.stream.Stream.Status;
import dev.pgrm.domain.stream.Stream.StreamType;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.topology.LogicalLink.Publisher;
import dev.pgrm.domain.topology.LogicalLink.Subscriber;
import dev.pgrm.domain.topology.LogicalLink.UnregisteredConsumer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What state a logical stream is in, out of what its two ends show. */
final class LogicalState {
    private final LogicalLink link;
    private final @Nullable Publisher publisher;
    private final @Nullable Subscriber subscriber;
    private final @Nullable Slot slot;
    private final @Nullable Subscription subscription;

    private final Lag lag;
    private final @Nullable WalForecast forecast;
    private final @Nullable Backfill backfill;
    private final List<Diagnosis> diagnoses;

    private LogicalState(LogicalLink link, Cases cases, boolean opposed) {
        this.link = link;
        this.publisher = link.publisher();
        this.subscriber = link.subscriber();
        this.slot = publisher == null ? null : publisher.slot();
        this.subscription = subscriber == null ? null : subscriber.subscription();
        this.lag = lag();
        this.forecast = forecast();
        this.backfill = backfill();
        this.diagnoses = cases.of(link, measures(), opposed).diagnoses();
    }

    /** @param opposed whether another stream brings changes the other way */
    static LogicalState of(LogicalLink link, Cases cases, boolean opposed) {
        return new LogicalState(link, cases, opposed);
    }

    Stream drawn(
            UUID id,
            UUID sourceServer,
            @Nullable UUID source,
            UUID targetServer,
            @Nullable UUID target,
            boolean managed) {
        Verdict verdict = verdict();
        return new Stream(
                new StreamId(id),
                StreamType.LOGICAL,
                name(),
                sourceServer,
                targetServer,
                source,
                target,
                verdict.status(),
                verdict.reason(),
                lag,
                publications(),
                subscription == null ? null : subscription.name(),
                slotName(),
                slot == null ? null : slot.walStatus(),
                retained(),
                forecast,
                subscription == null ? null : subscription.tables(),
                backfill,
                verdict.error(),
                link.match(),
                managed,
                link.stale(),
                lastSyncAt(),
                Diagnosis.health(!link.stale(), diagnoses));
    }

    private Measures measures() {
        return new Measures(
                lag.bytes(),
                lag.time(),
                retained(),
                forecast == null ? null : forecast.untilLost(),
                backfill == null ? null : backfill.stalled());
    }

    /** Of a source that cannot be seen nothing can be foretold. */
    private @Nullable WalForecast forecast() {
        Seen seen = publisher == null || publisher.server().stale()
                ? null
                : publisher.server().seen();
        return seen == null || slot == null ? null : WalForecast.of(slot, seen.slotHistory());
    }

    private Verdict verdict() {
        if (link.stale()) {
            return whileAnEndIsUnreachable();
        }
        Verdict found = Verdict.of(diagnoses);
        if (found != null) {
            return found;
        }
        return subscription == null ? ofSlotAlone() : whileChangesFlow(subscription);
    }

    /** The end that answers may prove that changes still flow; otherwise nobody knows, and nothing is claimed. */
    private Verdict whileAnEndIsUnreachable() {
        boolean targetGone = subscriber != null && subscriber.stale();
        String gone = targetGone ? "target" : "source";
        boolean flows = targetGone
                ? publisher != null && !publisher.server().stale() && slot != null && slot.active()
                : hears();
        return flows
                ? new Verdict(Status.ACTIVE, "the " + gone + " cannot be reached from here, yet changes flow")
                : new Verdict(Status.INACTIVE, "the " + gone + " cannot be reached");
    }

    private boolean hears() {
        Seen seen = subscriber == null ? null : subscriber.server().seen();
        return seen != null
                && subscription != null
                && subscription.worker() != null
                && subscription.worker().hears(seen.at());
    }

    private Verdict ofSlotAlone() {
        return slot != null && slot.active()
                ? new Verdict(Status.ACTIVE, "its slot is being read")
                : new Verdict(Status.INACTIVE, "nobody reads its slot");
    }

    private static Verdict whileChangesFlow(Subscription subscription) {
        TableStates tables = subscription.tables();
        return tables.allReady()
                ? new Verdict(Status.ACTIVE, "changes flow")
                : new Verdict(Status.SYNCING, tables.ready() + " of " + tables.total() + " tables are copied");
    }

    /** Only against a source that is being seen: what an unreachable one has written since is anybody's guess. */
    private Lag lag() {
        if (publisher == null || publisher.server().stale() || slot == null || slot.confirmedFlush() == null) {
            return Lag.UNKNOWN;
        }
        Seen seen = publisher.server().seen();
        if (seen == null) {
            return Lag.UNKNOWN;
        }
        Sender sender = publisher.sender();
        return Lag.between(
                slot.confirmedFlush(),
                endFor(seen.server()),
                seen.walHistory(),
                seen.at(),
                sender == null ? null : sender.replayLag());
    }

    /** A standby decodes what it has replayed, not all that it has received. */
    private static Lsn endFor(ServerFacts source) {
        Lsn replayed = source.wal().replayed();
        return source.identity().inRecovery() && replayed != null
                ? replayed
                : source.wal().current();
    }

    private @Nullable Bytes retained() {
        Lsn restart = slot == null ? null : slot.restart();
        Seen seen = publisher == null ? null : publisher.server().seen();
        return restart == null || seen == null
                ? null
                : restart.behind(seen.server().wal().current());
    }

    private @Nullable Backfill backfill() {
        Seen seen = subscriber == null ? null : subscriber.server().seen();
        return subscription == null || seen == null
                ? null
                : BackfillEstimate.of(subscription, published(subscription), seen.at());
    }

    /** As last counted at the source, also when that cannot be seen just now; nothing unless all of it is known. */
    private List<PublishedTables> published(Subscription subscription) {
        DatabaseFacts database = publisher == null ? null : publisher.facts();
        if (database == null) {
            return List.of();
        }
        var counted = new ArrayList<PublishedTables>();
        for (Publication each : database.publications()) {
            if (subscription.publications().contains(each.name())) {
                if (each.tables() == null) {
                    return List.of();
                }
                counted.add(each.tables());
            }
        }
        return counted;
    }

    private List<PublicationName> publications() {
        return subscription == null ? List.of() : subscription.publications();
    }

    private String name() {
        if (subscription != null) {
            return subscription.name().value();
        }
        return link.target() instanceof UnregisteredConsumer(var address, var name) ? name : "unknown";
    }

    private @Nullable SlotName slotName() {
        return slot != null ? slot.name() : subscription == null ? null : subscription.slot();
    }

    private @Nullable Instant lastSyncAt() {
        ApplyWorker worker = subscription == null ? null : subscription.worker();
        return worker == null ? null : worker.lastMessageAt();
    }
}

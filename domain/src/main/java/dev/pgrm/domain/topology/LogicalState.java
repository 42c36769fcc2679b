package dev.pgrm.domain.topology;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.health.Health;
import dev.pgrm.domain.observation.DatabaseFacts.ApplyWorker;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.observation.ServerFacts;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
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
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What state a logical stream is in, out of what its two ends show. */
final class LogicalState {
    private final LogicalLink link;
    private final @Nullable Publisher publisher;
    private final @Nullable Subscriber subscriber;
    private final @Nullable Slot slot;
    private final @Nullable Subscription subscription;

    private LogicalState(LogicalLink link) {
        this.link = link;
        this.publisher = link.publisher();
        this.subscriber = link.subscriber();
        this.slot = publisher == null ? null : publisher.slot();
        this.subscription = subscriber == null ? null : subscriber.subscription();
    }

    static LogicalState of(LogicalLink link) {
        return new LogicalState(link);
    }

    Stream drawn(UUID id, UUID sourceServer, @Nullable UUID source, UUID targetServer, @Nullable UUID target) {
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
                lag(),
                publications(),
                subscription == null ? null : subscription.name(),
                slotName(),
                slot == null ? null : slot.walStatus(),
                retained(),
                null,
                subscription == null ? null : subscription.tables(),
                subscription == null ? null : backfill(subscription),
                verdict.error(),
                link.match(),
                link.stale(),
                lastSyncAt(),
                Health.GOOD);
    }

    private Verdict verdict() {
        if (link.stale()) {
            return whileAnEndIsUnreachable();
        }
        if (slot != null && slot.lost()) {
            return Verdict.error(new Trouble(
                    "slot_lost",
                    "Slot " + slot.name() + " was invalidated"
                            + (slot.invalidationReason() == null ? "" : " (" + slot.invalidationReason() + ")")
                            + ": the WAL this stream still needs is gone",
                    "Drop and create the stream anew, with a fresh copy of its tables"));
        }
        return subscription == null ? ofSlotAlone() : ofSubscription(subscription);
    }

    /** The end that answers may prove that changes still flow; otherwise nobody knows, and nothing is claimed. */
    private Verdict whileAnEndIsUnreachable() {
        boolean targetGone = subscriber != null && subscriber.stale();
        String gone = targetGone ? "target" : "source";
        boolean flows = targetGone
                ? publisher != null && !publisher.server().stale() && slot != null && slot.active()
                : subscription != null && subscription.worker() != null;
        return flows
                ? new Verdict(Status.ACTIVE, "the " + gone + " cannot be reached from here, yet changes flow", null)
                : new Verdict(Status.INACTIVE, "the " + gone + " cannot be reached", null);
    }

    private Verdict ofSlotAlone() {
        return slot != null && slot.active()
                ? new Verdict(Status.ACTIVE, "its slot is being read", null)
                : new Verdict(Status.INACTIVE, "nobody reads its slot", null);
    }

    private Verdict ofSubscription(Subscription subscription) {
        if (!subscription.enabled()) {
            return new Verdict(Status.INACTIVE, "the subscription is disabled", null);
        }
        if (subscription.slot() == null) {
            return new Verdict(Status.INACTIVE, "the subscription is detached from its slot", null);
        }
        if (publisher != null && publisher.slotFeedsAnother()) {
            return Verdict.error(new Trouble(
                    "slot_in_use",
                    "Slot " + subscription.slot() + " on the source feeds another subscription",
                    "Give one of the two subscriptions a slot of its own, or drop the one that is a leftover copy"));
        }
        if (publisher != null && publisher.server().seen() != null && slot == null) {
            return Verdict.error(new Trouble(
                    "slot_missing",
                    "Slot " + subscription.slot() + " does not exist on the source",
                    "Changes since it was dropped are lost: create the stream anew, with a fresh copy of its tables"));
        }
        if (subscription.worker() == null) {
            return Verdict.error(new Trouble(
                    "apply_not_running",
                    "The subscription is enabled but its apply worker is not running",
                    "The target's server log says why it stopped; PostgreSQL starts it again every few seconds"));
        }
        if (!subscription.tables().allReady()) {
            TableStates tables = subscription.tables();
            return new Verdict(Status.SYNCING, tables.ready() + " of " + tables.total() + " tables are copied", null);
        }
        return new Verdict(Status.ACTIVE, "changes flow", null);
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

    private static @Nullable Backfill backfill(Subscription subscription) {
        TableStates tables = subscription.tables();
        if (tables.total() == 0 || tables.allReady()) {
            return null;
        }
        int copied = tables.ready() + tables.in(TableState.COPIED);
        long bytes = subscription.copies().stream()
                .filter(copy -> copy.bytes() != null)
                .mapToLong(copy -> Objects.requireNonNull(copy.bytes()))
                .sum();
        return new Backfill(
                100.0 * copied / tables.total(),
                bytes,
                null,
                null,
                subscription.copied().bytesPerSecond(),
                null,
                subscription.copied().restarts());
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

package dev.pgrm.application.history;

import dev.pgrm.domain.history.Measure;
import dev.pgrm.domain.history.Sample;
import dev.pgrm.domain.history.Series;
import dev.pgrm.domain.history.Statuses;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.Observation.DatabaseSeen;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.SubscriptionCounters;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.StreamType;
import dev.pgrm.domain.topology.Topology;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The figures of the map and of the slots, as of now. What was seen too long ago is no figure of now. */
final class Sampling {
    private final Map<UUID, Seen> servers = new HashMap<>();
    private final Map<UUID, List<Subscription>> subscriptions = new HashMap<>();

    Sampling(Collection<Observation> observations, Instant now, Duration staleAfter) {
        for (Observation observation : observations) {
            if (observation instanceof Seen seen && !seen.at().isBefore(now.minus(staleAfter))) {
                servers.put(seen.serverId().value(), seen);
                seen.databases().forEach(view -> {
                    if (view instanceof DatabaseSeen(var id, var facts)) {
                        subscriptions.put(id.value(), facts.subscriptions());
                    }
                });
            }
        }
    }

    List<Sample> of(Topology topology) {
        var samples = new ArrayList<Sample>();
        topology.streams().forEach(stream -> samples.add(stream(stream)));
        for (Seen seen : servers.values()) {
            samples.add(server(seen));
            seen.server().slots().stream()
                    // Those come and go with each table that is copied.
                    .filter(slot -> !slot.copiesTable() && !slot.temporary())
                    .forEach(slot -> samples.add(
                            slot(seen.serverId(), slot, seen.server().wal().current())));
        }
        return samples;
    }

    private Sample stream(Stream stream) {
        var sample = Sample.of(Series.of(stream.id()))
                .with(Measure.STATUS, Statuses.number(stream.status()))
                .with(Measure.STALE, stream.stale() ? 1L : 0L)
                .with(Measure.LAG_BYTES, count(stream.lag().bytes()))
                .with(
                        Measure.LAG_MILLIS,
                        stream.lag().time() == null ? null : stream.lag().time().toMillis())
                .with(Measure.RETAINED_BYTES, count(stream.retainedWal()));
        forecast(sample, stream);
        backfill(sample, stream);
        tables(sample, stream.tables());
        if (stream.type() == StreamType.LOGICAL) {
            logical(sample, stream);
        } else {
            physical(sample, stream);
        }
        return sample.taken();
    }

    private static void forecast(Sample.Taking sample, Stream stream) {
        var forecast = stream.forecast();
        if (forecast != null) {
            Duration untilLost = forecast.untilLost();
            sample.with(Measure.GROWTH, Math.round(forecast.growth()))
                    .with(Measure.SAFE_BYTES, forecast.safeBytes())
                    .with(Measure.LOST_SECONDS, untilLost == null ? null : untilLost.toSeconds());
        }
    }

    private static void backfill(Sample.Taking sample, Stream stream) {
        var backfill = stream.backfill();
        if (backfill != null) {
            sample.with(Measure.BACKFILL_MILLIPERCENT, Math.round(backfill.percent() * 1000))
                    .with(Measure.BACKFILL_BYTES, backfill.bytesDone())
                    .with(Measure.BACKFILL_TOTAL, backfill.bytesTotal());
        }
    }

    private static void tables(Sample.Taking sample, @Nullable TableStates tables) {
        if (tables != null) {
            Figured.TABLES.forEach((state, measure) -> sample.with(measure, (long) tables.in(state)));
        }
    }

    private void logical(Sample.Taking sample, Stream stream) {
        Slot slot = slotOf(stream);
        sample.with(Measure.CONFIRMED, slot == null ? null : position(slot.confirmedFlush()));
        subscriptions.getOrDefault(stream.targetNode(), List.of()).stream()
                .filter(each -> each.name().equals(stream.subscription()))
                .findFirst()
                .ifPresent(subscription -> {
                    SubscriptionCounters counters = subscription.counters();
                    sample.with(Measure.APPLY_ERRORS, counters.applyErrors())
                            .with(Measure.SYNC_ERRORS, counters.syncErrors());
                    if (!counters.conflicts().isEmpty()) {
                        sample.with(
                                Measure.CONFLICTS,
                                counters.conflicts().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum());
                    }
                    var worker = subscription.worker();
                    sample.with(Measure.RECEIVED, worker == null ? null : position(worker.received()));
                });
    }

    private void physical(Sample.Taking sample, Stream stream) {
        Seen standby = servers.get(stream.targetServer());
        if (standby != null) {
            sample.with(Measure.RECEIVED, position(standby.server().wal().current()))
                    .with(Measure.CONFIRMED, position(standby.server().wal().replayed()));
        }
    }

    private @Nullable Slot slotOf(Stream stream) {
        Seen source = servers.get(stream.sourceServer());
        return source == null
                ? null
                : source.server().slots().stream()
                        .filter(slot -> slot.name().equals(stream.slot()))
                        .findFirst()
                        .orElse(null);
    }

    private static Sample slot(ServerId server, Slot slot, Lsn end) {
        var upkeep = slot.upkeep();
        var sample = Sample.of(Series.of(server, slot.name()))
                .with(Measure.SLOT_ACTIVE, slot.active() ? 1L : 0L)
                .with(Measure.SLOT_RETAINED_BYTES, behind(slot.restart(), end))
                .with(Measure.SLOT_SAFE_BYTES, slot.safeWalSize())
                .with(Measure.SLOT_LAG_BYTES, behind(slot.confirmedFlush(), end))
                .with(Measure.SLOT_XMIN_AGE, upkeep.xminAge())
                .with(Measure.SLOT_CATALOG_XMIN_AGE, upkeep.catalogXminAge())
                .with(Measure.SLOT_RESTART, position(slot.restart()))
                .with(Measure.SLOT_CONFIRMED, position(slot.confirmedFlush()));
        var decoded = upkeep.decoded();
        if (decoded != null) {
            sample.with(Measure.SLOT_SPILLED, decoded.spilled())
                    .with(Measure.SLOT_SPILL_BYTES, decoded.spilledBytes())
                    .with(Measure.SLOT_STREAMED, decoded.streamed())
                    .with(Measure.SLOT_STREAM_BYTES, decoded.streamedBytes())
                    .with(Measure.SLOT_DECODED_BYTES, decoded.bytes());
        }
        return sample.taken();
    }

    private static Sample server(Seen seen) {
        return Sample.of(Series.of(seen.serverId()))
                .with(Measure.SERVER_WAL, position(seen.server().wal().current()))
                .with(Measure.SERVER_REPLAYED, position(seen.server().wal().replayed()))
                .with(Measure.SERVER_LATENCY_MICROS, seen.latency().toNanos() / 1000)
                .with(Measure.SERVER_SENDERS, (long) seen.server().senders().size())
                .taken();
    }

    private static @Nullable Long count(@Nullable Bytes bytes) {
        return bytes == null ? null : bytes.count();
    }

    private static @Nullable Long position(@Nullable Lsn lsn) {
        return lsn == null ? null : lsn.position();
    }

    private static @Nullable Long behind(@Nullable Lsn lsn, Lsn end) {
        return lsn == null ? null : lsn.behind(end).count();
    }
}

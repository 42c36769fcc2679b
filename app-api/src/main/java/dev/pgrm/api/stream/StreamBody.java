package dev.pgrm.api.stream;

import dev.pgrm.api.health.HealthBody;
import dev.pgrm.api.slot.ForecastBody;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Backfill;
import dev.pgrm.domain.stream.StreamError;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stream as it is read.
 *
 * @param route the points through which the map draws it; empty where no map was asked for
 */
@Serdeable
public record StreamBody(
        UUID id,
        String type,
        String name,
        UUID sourceServerId,
        UUID targetServerId,
        @Nullable UUID sourceId,
        @Nullable UUID targetId,
        String status,
        String reason,
        @Nullable Long lagBytes,
        @Nullable Double lagSeconds,
        List<String> publications,
        @Nullable String subscription,
        @Nullable String slot,
        @Nullable String slotStatus,
        @Nullable Long retainedWalBytes,
        @Nullable ForecastBody forecast,
        @Nullable TablesBody tables,
        @Nullable BackfillBody backfill,
        @Nullable ErrorBody error,
        String match,
        String matchReason,
        boolean managed,
        boolean stale,
        @Nullable Instant lastSyncAt,
        HealthBody health,
        List<PointBody> route) {

    @Serdeable
    public record PointBody(double x, double y) {}

    @Serdeable
    public record TablesBody(int total, int ready, Map<String, Integer> byState) {
        static @Nullable TablesBody of(@Nullable TableStates tables) {
            if (tables == null) {
                return null;
            }
            Map<String, Integer> byState = new TreeMap<>();
            tables.count().forEach((state, count) -> byState.put(Words.of(state), count));
            return new TablesBody(tables.total(), tables.ready(), byState);
        }
    }

    @Serdeable
    public record BackfillBody(
            double percent,
            long bytesDone,
            @Nullable Long bytesTotal,
            @Nullable Double etaSeconds,
            @Nullable Double bytesPerSecond,
            @Nullable Double stalledSeconds,
            int restarts) {
        static @Nullable BackfillBody of(@Nullable Backfill backfill) {
            return backfill == null
                    ? null
                    : new BackfillBody(
                            backfill.percent(),
                            backfill.bytesDone(),
                            backfill.bytesTotal(),
                            backfill.etaSeconds(),
                            backfill.bytesPerSecond(),
                            seconds(backfill.stalled()),
                            backfill.restarts());
        }
    }

    /** @param inferred whether it was concluded, since no log that could be read told it */
    @Serdeable
    public record ErrorBody(
            String code,
            String message,
            @Nullable Instant at,
            @Nullable String side,
            String remedy,
            boolean inferred) {
        static @Nullable ErrorBody of(@Nullable StreamError error) {
            return error == null
                    ? null
                    : new ErrorBody(
                            error.trouble().code(),
                            error.trouble().message(),
                            error.at(),
                            error.side() == null ? null : Words.of(error.side()),
                            error.trouble().remedy(),
                            error.inferred());
        }
    }

    public static StreamBody of(Stream stream, List<PointBody> route) {
        return new StreamBody(
                stream.id().value(),
                Words.of(stream.type()),
                stream.name(),
                stream.sourceServer(),
                stream.targetServer(),
                stream.sourceNode(),
                stream.targetNode(),
                Words.of(stream.status()),
                stream.reason(),
                stream.lag().bytes() == null ? null : stream.lag().bytes().count(),
                seconds(stream.lag().time()),
                stream.publications().stream().map(Object::toString).toList(),
                text(stream.subscription()),
                text(stream.slot()),
                stream.slotStatus(),
                stream.retainedWal() == null ? null : stream.retainedWal().count(),
                ForecastBody.of(stream.forecast()),
                TablesBody.of(stream.tables()),
                BackfillBody.of(stream.backfill()),
                ErrorBody.of(stream.error()),
                Words.of(stream.match().certainty()),
                stream.match().why(),
                stream.managed(),
                stream.stale(),
                stream.lastSyncAt(),
                HealthBody.of(stream.health()),
                route);
    }

    private static @Nullable Double seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis() / 1000.0;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}

package dev.pgrm.api.slot;

import dev.pgrm.domain.Words;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.Slot.Decoded;
import dev.pgrm.domain.observation.Slot.Upkeep;
import dev.pgrm.domain.topology.ChartedSlot;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A slot as it is read.
 *
 * @param stale its server cannot be seen at present
 * @param streamId the stream that it feeds, if one is known
 * @param orphaned whether it holds WAL back for nobody that is known
 */
@Serdeable
public record SlotBody(
        UUID serverId,
        String serverName,
        boolean stale,
        String name,
        String type,
        @Nullable String plugin,
        @Nullable String database,
        boolean temporary,
        boolean active,
        @Nullable Integer activePid,
        @Nullable String restartLsn,
        @Nullable String confirmedFlushLsn,
        @Nullable String walStatus,
        @Nullable Long safeWalBytes,
        @Nullable Instant inactiveSince,
        @Nullable String invalidationReason,
        boolean failover,
        boolean synced,
        @Nullable Long retainedWalBytes,
        UpkeepBody upkeep,
        @Nullable ForecastBody forecast,
        @Nullable UUID streamId,
        boolean orphaned) {

    /** What it costs its server. Ages are counted in transactions. */
    @Serdeable
    public record UpkeepBody(
            @Nullable Long xminAge,
            @Nullable Long catalogXminAge,
            @Nullable Boolean conflicting,
            @Nullable Boolean twoPhase,
            @Nullable DecodedBody decoded) {
        static UpkeepBody of(Upkeep upkeep) {
            return new UpkeepBody(
                    upkeep.xminAge(),
                    upkeep.catalogXminAge(),
                    upkeep.conflicting(),
                    upkeep.twoPhase(),
                    DecodedBody.of(upkeep.decoded()));
        }
    }

    /** What was decoded through it since statistics began; transactions too large for memory were spilled or streamed. */
    @Serdeable
    public record DecodedBody(
            long bytes, long spilledTransactions, long spilledBytes, long streamedTransactions, long streamedBytes) {
        static @Nullable DecodedBody of(@Nullable Decoded decoded) {
            return decoded == null
                    ? null
                    : new DecodedBody(
                            decoded.bytes(),
                            decoded.spilled(),
                            decoded.spilledBytes(),
                            decoded.streamed(),
                            decoded.streamedBytes());
        }
    }

    public static SlotBody of(ChartedSlot charted) {
        Slot slot = charted.slot();
        return new SlotBody(
                charted.server(),
                charted.serverName(),
                charted.stale(),
                slot.name().value(),
                Words.of(slot.kind()),
                slot.plugin(),
                slot.database(),
                slot.temporary(),
                slot.active(),
                slot.activePid(),
                slot.restart() == null ? null : slot.restart().toString(),
                slot.confirmedFlush() == null ? null : slot.confirmedFlush().toString(),
                slot.walStatus(),
                slot.safeWalSize(),
                slot.inactiveSince(),
                slot.invalidationReason(),
                slot.failover(),
                slot.synced(),
                charted.retained() == null ? null : charted.retained().count(),
                UpkeepBody.of(slot.upkeep()),
                ForecastBody.of(charted.forecast()),
                charted.stream() == null ? null : charted.stream().id().value(),
                charted.orphaned());
    }
}

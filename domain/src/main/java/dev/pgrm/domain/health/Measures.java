package dev.pgrm.domain.health;

import dev.pgrm.domain.postgres.Bytes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a stream. What is unknown is absent.
 *
 * @param retained what its slot holds back at the source
 * @param untilLost when that goes on as it does, how long until its slot is lost
 * @param copyStalled how long nothing was copied, though tables wait for it
 */
public record Measures(
        @Nullable Bytes lag,
        @Nullable Duration lagTime,
        @Nullable Bytes retained,
        @Nullable Duration untilLost,
        @Nullable Duration copyStalled) {
    public static final Measures NONE = new Measures(null, null, null, null, null);
}

package dev.pgrm.domain.stream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the WAL that a stream's slot holds back is heading.
 *
 * @param growth bytes per second by which it grows; negative while it shrinks
 * @param safeBytes what may still be written before the slot is lost; negative when the next checkpoint takes it, unknown without
 *     a limit
 * @param untilLost none while it does not grow, or has no limit
 */
public record WalForecast(
        double growth, @Nullable Long safeBytes, @Nullable Duration untilLost) {}

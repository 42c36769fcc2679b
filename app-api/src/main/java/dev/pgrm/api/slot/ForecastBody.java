package dev.pgrm.api.slot;

import dev.pgrm.domain.observation.WalForecast;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/** Where the WAL that a slot holds back is heading. */
@Serdeable
public record ForecastBody(
        double growthBytesPerSecond,
        @Nullable Long safeBytes,
        @Nullable Double secondsUntilLost) {
    public static @Nullable ForecastBody of(@Nullable WalForecast forecast) {
        return forecast == null
                ? null
                : new ForecastBody(
                        forecast.growth(),
                        forecast.safeBytes(),
                        forecast.untilLost() == null
                                ? null
                                : forecast.untilLost().toMillis() / 1000.0);
    }
}

package dev.pgrm.domain.history;

import java.time.Duration;

/**
 * How long history is kept.
 *
 * @param quarters of an hour; the map over time is kept as long
 */
public record Retention(Duration raw, Duration minutes, Duration quarters) {
    public static final Retention USUAL =
            new Retention(Duration.ofHours(24), Duration.ofDays(14), Duration.ofDays(400));

    public Duration of(Grain grain) {
        return switch (grain) {
            case RAW -> raw;
            case MINUTE -> minutes;
            case QUARTER -> quarters;
        };
    }
}

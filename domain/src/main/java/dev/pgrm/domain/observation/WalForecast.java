package dev.pgrm.domain.observation;

import dev.pgrm.domain.observation.SlotHistory.Sample;
import java.time.Duration;
import java.util.List;
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
        double growth, @Nullable Long safeBytes, @Nullable Duration untilLost) {
    /** A year ahead nothing can be said. */
    private static final double FAR = Duration.ofDays(365).toSeconds();

    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final List<Duration> LONGER = List.of(Duration.ofMinutes(5), Duration.ofHours(1));

    /** Nothing for a slot that holds nothing back, or was lost. */
    public static @Nullable WalForecast of(Slot slot, SlotHistory history) {
        if (slot.restart() == null || slot.lost()) {
            return null;
        }
        List<Sample> samples = history.of(slot.name());
        double growth = growth(samples);
        return new WalForecast(growth, slot.safeWalSize(), untilLost(slot.safeWalSize(), growth));
    }

    /**
     * How long until the slot is lost when WAL goes on as it did over the longest time that was watched, up to an hour: slower to
     * tell than {@link #untilLost}, and not moved by every burst.
     */
    public static @Nullable Duration steadily(Slot slot, SlotHistory history) {
        List<Sample> samples = history.of(slot.name());
        if (slot.restart() == null || slot.lost() || samples.size() < 2) {
            return null;
        }
        Double rate = null;
        for (Duration span : List.of(LONGER.getLast(), LONGER.getFirst(), SHORT)) {
            rate = rate == null ? rate(samples, span) : rate;
        }
        return rate == null ? null : untilLost(slot.safeWalSize(), rate);
    }

    private static @Nullable Duration untilLost(@Nullable Long safe, double growth) {
        if (safe == null) {
            return null;
        }
        if (safe <= 0) {
            return Duration.ZERO;
        }
        double seconds = growth <= 0 ? Double.MAX_VALUE : safe / growth;
        return seconds > FAR ? null : Duration.ofMillis((long) (seconds * 1000));
    }

    /**
     * The fastest of several spans, so that no burst is overlooked. A slot that moves does so in steps, between which it seems to
     * grow with the log: for one that moved within the last minute the shortest span says nothing.
     */
    private static double growth(List<Sample> samples) {
        if (samples.size() < 2) {
            return 0;
        }
        Double last = rate(samples, SHORT);
        double fastest = Double.NEGATIVE_INFINITY;
        if (last != null && (rests(samples) || samples.size() == 2)) {
            fastest = last;
        }
        for (Duration span : LONGER) {
            Double rate = rate(samples, span);
            fastest = rate == null ? fastest : Math.max(fastest, rate);
        }
        return fastest == Double.NEGATIVE_INFINITY ? (last == null ? 0 : last) : fastest;
    }

    private static boolean rests(List<Sample> samples) {
        Sample first = within(samples, SHORT);
        return first.restart().equals(samples.getLast().restart());
    }

    /** Nothing unless a sixth of the span was watched. */
    private static @Nullable Double rate(List<Sample> samples, Duration span) {
        Sample first = within(samples, span);
        Sample last = samples.getLast();
        long millis = Duration.between(first.at(), last.at()).toMillis();
        return millis * 6 < span.toMillis() ? null : (held(last) - held(first)) * 1000.0 / millis;
    }

    private static Sample within(List<Sample> samples, Duration span) {
        Sample last = samples.getLast();
        return samples.stream()
                .filter(sample -> !sample.at().isBefore(last.at().minus(span)))
                .findFirst()
                .orElse(last);
    }

    private static double held(Sample sample) {
        return sample.restart().behind(sample.end()).count();
    }
}

package dev.pgrm.domain.postgres;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Settings in the server's own writing, as in {@code 64MB} and {@code 5min}, as quantities. */
public final class SettingText {
    private static final Pattern QUANTITY = Pattern.compile("\\s*(-?\\d{1,12})\\s*([A-Za-z]*)\\s*");
    private static final Map<String, Long> SIZES =
            Map.of("b", 1L, "kb", 1L << 10, "mb", 1L << 20, "gb", 1L << 30, "tb", 1L << 40);
    private static final Map<String, Duration> TIMES = Map.of(
            "us", Duration.ofNanos(1000),
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "min", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private SettingText() {}

    /** Nothing if it is no size, is unknown, or stands for no limit. A number alone that is not zero has a unit of its own. */
    public static @Nullable Bytes size(@Nullable String text) {
        Matcher parts = QUANTITY.matcher(text == null ? "" : text);
        if (!parts.matches() || text == null || text.contains("-")) {
            return null;
        }
        long count = Long.parseLong(parts.group(1));
        Long unit = SIZES.get(parts.group(2).toLowerCase(Locale.ROOT));
        return count == 0 ? Bytes.ZERO : unit == null ? null : new Bytes(count * unit);
    }

    /** Nothing if it is no time, is unknown, or stands for none. */
    public static @Nullable Duration time(@Nullable String text) {
        Matcher parts = QUANTITY.matcher(text == null ? "" : text);
        if (!parts.matches() || text == null || text.contains("-")) {
            return null;
        }
        long count = Long.parseLong(parts.group(1));
        Duration unit = TIMES.get(parts.group(2).toLowerCase(Locale.ROOT));
        return count == 0 ? Duration.ZERO : unit == null ? null : unit.multipliedBy(count);
    }

    /** Whether it is switched on, in any of the ways in which that is written. */
    public static boolean on(@Nullable String text) {
        return text != null
                && (text.equalsIgnoreCase("on")
                        || text.equalsIgnoreCase("true")
                        || text.equalsIgnoreCase("yes")
                        || text.equals("1"));
    }
}

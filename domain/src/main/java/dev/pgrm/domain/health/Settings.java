package dev.pgrm.domain.health;

import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.ServerFacts;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the settings of a server, and says how they are changed there. */
final class Settings {
    private static final Pattern SPAN = Pattern.compile("(\\d+)\\s*(us|ms|s|min|h|d)?");

    private Settings() {}

    /** How long a worker that failed pauses before it is started again. */
    static Duration retryInterval(Seen seen) {
        return span(seen.server().settings().getOrDefault("wal_retrieve_retry_interval", "5s"), Duration.ofSeconds(5));
    }

    /** As {@code current_setting} writes spans; a bare number counts milliseconds. */
    static Duration span(String written, Duration otherwise) {
        Matcher parts = SPAN.matcher(written);
        if (!parts.matches()) {
            return otherwise;
        }
        long count = Long.parseLong(parts.group(1));
        return switch (parts.group(2) == null ? "ms" : parts.group(2)) {
            case "us" -> Duration.ofNanos(count * 1_000);
            case "s" -> Duration.ofSeconds(count);
            case "min" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            case "d" -> Duration.ofDays(count);
            default -> Duration.ofMillis(count);
        };
    }

    static boolean is(ServerFacts server, String setting, String value) {
        return value.equals(server.settings().get(setting));
    }
}

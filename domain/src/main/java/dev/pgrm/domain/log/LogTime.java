package dev.pgrm.domain.log;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as logs write them: {@code 2026-11-21 08:06:44.586 UTC}, in the zone of {@code log_timezone}. */
final class LogTime {
    static final String PATTERN = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})? [A-Za-z0-9+-]{1,10}";

    private static final Pattern PARTS = Pattern.compile("(\\S+) (\\S+) (\\S+)");
    private static final Pattern OFFSET = Pattern.compile("([+-]\\d\\d)(\\d\\d)?");
    private static final DateTimeFormatter ABBREVIATION = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

    private final ZoneId zone;

    LogTime(ZoneId zone) {
        this.zone = zone;
    }

    @Nullable
    Instant parse(String text) {
        Matcher parts = PARTS.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        try {
            return at(LocalDateTime.parse(parts.group(1) + "T" + parts.group(2)), parts.group(3));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** An abbreviation may stand for several zones, but not for two in the zone of the log: it only tells summer from winter. */
    private Instant at(LocalDateTime local, String abbreviation) {
        Matcher offset = OFFSET.matcher(abbreviation);
        if (offset.matches()) {
            return local.toInstant(
                    ZoneOffset.of(offset.group(1) + (offset.group(2) == null ? "" : ":" + offset.group(2))));
        }
        if (abbreviation.equals("UTC") || abbreviation.equals("GMT")) {
            return local.toInstant(ZoneOffset.UTC);
        }
        return zone.getRules().getValidOffsets(local).stream()
                .map(candidate -> local.atOffset(candidate).toInstant())
                .filter(instant -> ABBREVIATION.format(instant.atZone(zone)).equals(abbreviation))
                .findFirst()
                .orElseGet(() -> local.atZone(zone).toInstant());
    }
}

package dev.pgrm.domain.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Records of csvlog. Versions differ in how many columns they have at the end; the first 23 are the same in all. */
final class CsvReader implements LogReader {
    private static final int FEWEST = 23;

    /** A record begins with time, user, database and process. By this we find our way again after rubbish. */
    private static final Pattern BEGIN =
            Pattern.compile(LogTime.PATTERN + ",(?:\"(?:[^\"]|\"\"){0,200}\")?,(?:\"(?:[^\"]|\"\"){0,200}\")?,\\d*,");

    private final LogTime time;

    CsvReader(LogTime time) {
        this.time = time;
    }

    @Override
    public Reading read(String text, Instant now) {
        List<String> lines = Lines.of(text);
        var entries = new ArrayList<LogEntry>();
        int used = 0;
        while (used < lines.size()) {
            if (!begins(lines.get(used))) {
                used++;
                continue;
            }
            int end = end(lines, used);
            if (end > lines.size()) {
                break;
            }
            LogEntry entry = entry(CsvRecord.fields(String.join("\n", lines.subList(used, end))));
            if (entry != null) {
                entries.add(entry);
            }
            used = end;
        }
        return new Reading(entries, used);
    }

    private static boolean begins(String line) {
        return BEGIN.matcher(line).lookingAt();
    }

    /** The line after the record's last; beyond the end of the text where the record goes on there. */
    private static int end(List<String> lines, int first) {
        boolean open = false;
        for (int i = first; i < lines.size(); i++) {
            // A record that begins within quotes means that those before it were never closed.
            if (i > first && begins(lines.get(i))) {
                return i;
            }
            open ^= lines.get(i).chars().filter(c -> c == '"').count() % 2 == 1;
            if (!open) {
                return i + 1;
            }
        }
        return lines.size() + 1;
    }

    private @Nullable LogEntry entry(List<String> fields) {
        Instant at = fields.size() < FEWEST ? null : time.parse(fields.getFirst());
        if (at == null) {
            return null;
        }
        String sqlState = value(fields, 12);
        return new LogEntry(
                at,
                Severities.of(fields.get(11), sqlState),
                sqlState,
                fields.get(13),
                value(fields, 14),
                value(fields, 15),
                value(fields, 18),
                value(fields, 19),
                Numbers.pid(value(fields, 3)),
                value(fields, 23),
                value(fields, 2),
                value(fields, 22));
    }

    private static @Nullable String value(List<String> fields, int index) {
        return index < fields.size() && !fields.get(index).isEmpty() ? fields.get(index) : null;
    }
}

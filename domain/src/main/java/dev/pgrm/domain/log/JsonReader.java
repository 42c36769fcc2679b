package dev.pgrm.domain.log;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lines of jsonlog, each of which is one object. */
final class JsonReader implements LogReader {
    private final LogTime time;

    JsonReader(LogTime time) {
        this.time = time;
    }

    @Override
    public Reading read(String text, Instant now) {
        List<String> lines = Lines.of(text);
        return new Reading(
                lines.stream().map(this::entry).filter(Objects::nonNull).toList(), lines.size());
    }

    private @Nullable LogEntry entry(String line) {
        Map<String, String> fields = JsonLine.fields(line);
        String timestamp = fields.get("timestamp");
        String severity = fields.get("error_severity");
        Instant at = timestamp == null ? null : time.parse(timestamp);
        if (at == null || severity == null) {
            return null;
        }
        String sqlState = fields.get("state_code");
        return new LogEntry(
                at,
                Severities.of(severity, sqlState),
                sqlState,
                fields.getOrDefault("message", ""),
                fields.get("detail"),
                fields.get("hint"),
                fields.get("context"),
                fields.get("statement"),
                Numbers.pid(fields.get("pid")),
                fields.get("backend_type"),
                fields.get("dbname"),
                fields.get("application_name"));
    }
}

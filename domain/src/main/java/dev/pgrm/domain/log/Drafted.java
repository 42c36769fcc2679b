package dev.pgrm.domain.log;

import dev.pgrm.domain.log.LogEntry.Severity;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry that is still being put together of its lines. */
final class Drafted {
    private final Instant at;
    private final Severity severity;
    private final @Nullable String sqlState;
    private final @Nullable Integer pid;
    private final @Nullable String process;
    private final @Nullable String database;
    private final @Nullable String application;
    private final Map<Part, StringBuilder> parts = new EnumMap<>(Part.class);

    /** Parts of a message that have lines of their own. */
    enum Part {
        MESSAGE,
        DETAIL,
        HINT,
        CONTEXT,
        STATEMENT,
        /** What we have no use for. */
        OTHER;

        static @Nullable Part of(String word) {
            return switch (word) {
                case "DETAIL" -> DETAIL;
                case "HINT" -> HINT;
                case "CONTEXT" -> CONTEXT;
                case "STATEMENT" -> STATEMENT;
                case "QUERY", "LOCATION", "BACKTRACE" -> OTHER;
                default -> null;
            };
        }
    }

    Drafted(LinePrefix.Head head, Instant at, Severity severity, @Nullable Integer pid) {
        this.at = at;
        this.severity = severity;
        this.sqlState = head.part("state");
        this.pid = pid;
        this.process = head.part("process");
        this.database = head.part("database");
        this.application = head.part("application");
    }

    Instant at() {
        return at;
    }

    void add(Part part, String text) {
        parts.computeIfAbsent(part, ignored -> new StringBuilder()).append(text);
    }

    LogEntry entry() {
        String message = text(Part.MESSAGE);
        return new LogEntry(
                at,
                severity,
                sqlState,
                message == null ? "" : message,
                text(Part.DETAIL),
                text(Part.HINT),
                text(Part.CONTEXT),
                text(Part.STATEMENT),
                pid,
                process,
                database,
                application);
    }

    private @Nullable String text(Part part) {
        StringBuilder text = parts.get(part);
        return text == null ? null : text.toString();
    }
}

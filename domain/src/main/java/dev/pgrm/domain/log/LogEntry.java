package dev.pgrm.domain.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message of a server's log, redacted.
 *
 * @param process the kind of process that wrote it, as in {@code walsender}; unknown where the log does not tell
 */
public record LogEntry(
        Instant at,
        Severity severity,
        @Nullable String sqlState,
        String message,
        @Nullable String detail,
        @Nullable String hint,
        @Nullable String context,
        @Nullable String statement,
        @Nullable Integer pid,
        @Nullable String process,
        @Nullable String database,
        @Nullable String application) {
    public enum Severity {
        DEBUG,
        LOG,
        INFO,
        NOTICE,
        WARNING,
        ERROR,
        FATAL,
        PANIC
    }
}

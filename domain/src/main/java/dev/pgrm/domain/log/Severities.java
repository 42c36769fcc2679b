package dev.pgrm.domain.log;

import dev.pgrm.domain.log.LogEntry.Severity;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How bad a message is: by its word, or where that is not English by its SQLSTATE. */
final class Severities {
    private static final Pattern ENGLISH = Pattern.compile("(DEBUG)[1-5]?|(LOG|INFO|NOTICE|WARNING|ERROR|FATAL|PANIC)");

    private Severities() {}

    static @Nullable Severity english(String word) {
        Matcher known = ENGLISH.matcher(word);
        if (!known.matches()) {
            return null;
        }
        return Severity.valueOf(known.group(1) == null ? word : known.group(1));
    }

    static Severity of(String word, @Nullable String sqlState) {
        Severity english = english(word);
        if (english != null) {
            return english;
        }
        if (sqlState == null || sqlState.startsWith("00")) {
            return Severity.LOG;
        }
        return sqlState.startsWith("01") ? Severity.WARNING : Severity.ERROR;
    }
}

package dev.pgrm.domain.health;

import dev.pgrm.domain.log.LogEntry;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a log says, short enough to be read on. */
final class Wording {
    private static final int LONGEST = 300;

    private Wording() {}

    static String of(LogEntry entry) {
        String detail = entry.detail();
        String all = detail == null ? entry.message() : entry.message() + " (" + detail.strip() + ")";
        String line = all.strip().replaceAll("\\s*\\n\\s*", "; ");
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }

    /** The first group of the pattern in message, detail or context. */
    static @Nullable String find(LogEntry entry, Pattern pattern) {
        for (String part : new String[] {entry.message(), entry.detail(), entry.context()}) {
            Matcher found = pattern.matcher(part == null ? "" : part);
            if (found.find()) {
                return found.group(1);
            }
        }
        return null;
    }
}

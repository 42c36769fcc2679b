package dev.pgrm.domain.log;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A {@code log_line_prefix}, turned around: what each line of the log begins with, as a pattern that finds its parts. */
final class LinePrefix {
    /** Prefixes are short; what is longer is none, and shall not cost anything. */
    private static final String ANY = "{0,200}?";

    /** Names of processes hold spaces, as prefixes do; those that matter to us are told apart by being known. */
    private static final String PROCESS =
            "(?<process>logical replication (?:[a-z]+ )?(?:worker|launcher)|slotsync worker"
                    + "|client backend|background worker|not initialized|." + ANY + ")";

    private static final Pattern ESCAPE = Pattern.compile("%(-?\\d*)(\\p{Alpha}|%)");
    private static final String WORD = "(?<word>[^\\s:]{1,30}):  ";
    private static final Map<String, String> NAMED = Map.of(
            "a",
            "(?<application>." + ANY + ")",
            "d",
            "(?<database>." + ANY + ")",
            "b",
            PROCESS,
            "p",
            "(?<pid>\\d+)",
            "t",
            "(?<time>" + LogTime.PATTERN + ")",
            "m",
            "(?<time>" + LogTime.PATTERN + ")",
            "n",
            "(?<epoch>\\d+\\.\\d+)",
            "e",
            "(?<state>[0-9A-Z]{5})");
    private static final Map<String, String> PASSED_OVER = Map.of(
            "s", LogTime.PATTERN,
            "c", "[0-9a-f.]+",
            "l", "\\d+",
            "x", "\\d+",
            "Q", "-?\\d+",
            "%", "%");

    private final Pattern line;
    private final Set<String> groups;

    private LinePrefix(Pattern line) {
        this.line = line;
        this.groups = line.namedGroups().keySet();
    }

    static LinePrefix of(String setting) {
        var pattern = new StringBuilder();
        var seen = new HashSet<String>();
        int open = 0;
        int from = 0;
        Matcher escape = ESCAPE.matcher(setting);
        while (escape.find()) {
            pattern.append(Pattern.quote(setting.substring(from, escape.start())));
            from = escape.end();
            if (escape.group(2).equals("q")) {
                // Processes without a session stop here.
                pattern.append("(?:");
                open++;
            } else {
                pattern.append(
                        padded(part(escape.group(2), seen), !escape.group(1).isEmpty()));
            }
        }
        pattern.append(Pattern.quote(setting.substring(from))).append(")?".repeat(open));
        return new LinePrefix(Pattern.compile(pattern + WORD));
    }

    private static String part(String letter, Set<String> seen) {
        String named = NAMED.get(letter);
        if (named == null) {
            return PASSED_OVER.getOrDefault(letter, "." + ANY);
        }
        String name = named.substring(0, named.indexOf('>') + 1);
        return seen.add(name) ? named : "(?:" + named.substring(name.length());
    }

    private static String padded(String part, boolean padded) {
        return padded ? " *" + part + " *" : part;
    }

    /** The head of a line, or nothing where the line does not begin a part of a message. */
    @Nullable
    Head head(String text) {
        Matcher found = line.matcher(text);
        return found.lookingAt() ? new Head(found, text.substring(found.end())) : null;
    }

    /** What stands before the text of a line. */
    final class Head {
        private final Matcher found;
        private final String rest;

        private Head(Matcher found, String rest) {
            this.found = found;
            this.rest = rest;
        }

        String text() {
            return rest;
        }

        String word() {
            return found.group("word");
        }

        @Nullable
        String part(String name) {
            String value = groups.contains(name) ? found.group(name) : null;
            return value == null || value.isBlank() || value.equals("[unknown]") ? null : value.strip();
        }
    }
}

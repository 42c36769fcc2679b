package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.Sender.Request;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the command by which a consumer began, as {@code START_REPLICATION SLOT "s" LOGICAL 0/0 (origin 'any',
 * publication_names '"p"')}. The server shows only so many bytes of it, so it may be cut off anywhere. Anybody may write it, so
 * nothing in it may fail. Quantifiers are possessive, or a long list would exhaust the stack.
 */
final class StartReplication {
    private static final Pattern BEGIN = Pattern.compile(
            "START_REPLICATION\\s+SLOT\\s+\"?([a-z0-9_]{1,63})\"?\\s+LOGICAL\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern PUBLICATIONS = option("publication_names");
    private static final Pattern ORIGIN = option("origin");
    /** A quoted name, or one that needs no quotes; the cut-off last name of a cut-off list has no end and is left out. */
    private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")++)\"\\s*(?:,|$)|([^\",\\s]+)\\s*(?:,|$)");

    /** The server cuts what is longer. */
    private static final int LONGEST = 63;

    private StartReplication() {}

    private static Pattern option(String name) {
        return Pattern.compile("\\b" + name + "\"?\\s+'((?:[^']|'')*+)('|$)");
    }

    /** Nothing for a physical consumer. */
    static @Nullable Request parse(String command) {
        Matcher begin = BEGIN.matcher(command);
        return begin.lookingAt()
                ? new Request(new SlotName(begin.group(1)), publications(command), origin(command))
                : null;
    }

    private static List<PublicationName> publications(String command) {
        var names = new ArrayList<PublicationName>();
        Matcher option = PUBLICATIONS.matcher(command);
        if (option.find()) {
            boolean whole = !option.group(2).isEmpty();
            String list = option.group(1).replace("''", "'");
            Matcher name = NAME.matcher(list);
            while (name.find() && (whole || name.end() < list.length())) {
                add(names, name.group(1) == null ? name.group(2) : name.group(1).replace("\"\"", "\""));
            }
        }
        return names;
    }

    private static void add(List<PublicationName> names, String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            names.add(new PublicationName(name));
        }
    }

    private static @Nullable String origin(String command) {
        Matcher option = ORIGIN.matcher(command);
        return option.find() && !option.group(2).isEmpty() ? option.group(1) : null;
    }
}

package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.observation.ServerFacts;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Settings that list standbys. */
final class SyncNames {
    private static final Pattern NUMBERED =
            Pattern.compile("\\s*(?:first\\s+|any\\s+)?(\\d{1,6})\\s*\\(.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private SyncNames() {}

    /** How many standbys must confirm a commit; as far as processes show it where the setting is hidden. */
    static int needed(ServerFacts facts, List<Sender> confirming) {
        String names = facts.settings().get("synchronous_standby_names");
        if (names == null) {
            return Math.max(1, (int) confirming.stream()
                    .filter(sender -> "sync".equals(sender.syncState()))
                    .count());
        }
        return needed(names);
    }

    static int needed(String names) {
        Matcher numbered = NUMBERED.matcher(names);
        return names.isBlank() ? 0 : numbered.matches() ? Integer.parseInt(numbered.group(1)) : 1;
    }

    static List<String> listed(@Nullable String names) {
        return names == null
                ? List.of()
                : Stream.of(names.split(",", -1))
                        .map(name -> name.strip().replace("\"", ""))
                        .filter(name -> !name.isEmpty())
                        .toList();
    }
}

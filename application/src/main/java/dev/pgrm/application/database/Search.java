package dev.pgrm.application.database;

import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.database.Provider;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which databases somebody wants to see: those that are all of this, by name. What is left open does not matter.
 *
 * @param text is in their name, hosts, database, environment, tags or notes, in whatever case
 * @param after the name after which to go on
 * @param limit how many to hand out at once
 */
public record Search(
        @Nullable String text,
        @Nullable String name,
        @Nullable String environment,
        @Nullable Provider provider,
        @Nullable DeclaredRole role,
        Map<String, String> tags,
        @Nullable Keeper keeper,
        @Nullable String after,
        int limit) {
    public static final int MOST = 1_000;
    public static final Search EVERYTHING = new Search(null, null, null, null, null, Map.of(), null, null, MOST);

    public Search {
        tags = Map.copyOf(tags);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("A page has 1 to " + MOST + " databases");
        }
    }
}

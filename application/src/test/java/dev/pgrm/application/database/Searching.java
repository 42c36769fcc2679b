package dev.pgrm.application.database;

import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.database.Provider;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A search being narrowed down. */
final class Searching {
    private final int limit;
    private final Map<String, String> tags = new HashMap<>();
    private @Nullable String text;
    private @Nullable String name;
    private @Nullable String environment;
    private @Nullable Provider provider;
    private @Nullable DeclaredRole role;
    private @Nullable Keeper keeper;
    private @Nullable String after;

    private Searching(int limit) {
        this.limit = limit;
    }

    static Searching of(int limit) {
        return new Searching(limit);
    }

    Searching text(String wanted) {
        text = wanted;
        return this;
    }

    Searching name(String wanted) {
        name = wanted;
        return this;
    }

    Searching environment(String wanted) {
        environment = wanted;
        return this;
    }

    Searching provider(Provider wanted) {
        provider = wanted;
        return this;
    }

    Searching role(DeclaredRole wanted) {
        role = wanted;
        return this;
    }

    Searching keeper(Keeper wanted) {
        keeper = wanted;
        return this;
    }

    Searching tag(String key, String value) {
        tags.put(key, value);
        return this;
    }

    Searching after(@Nullable String last) {
        after = last;
        return this;
    }

    Search search() {
        return new Search(text, name, environment, provider, role, tags, keeper, after, limit);
    }
}

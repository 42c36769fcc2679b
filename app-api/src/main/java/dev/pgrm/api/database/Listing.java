package dev.pgrm.api.database;

import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Refusal;
import dev.pgrm.application.database.Search;
import dev.pgrm.domain.Violation;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.database.Provider;
import io.micronaut.http.HttpStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What somebody asks of the list of databases, as they wrote it. */
record Listing(
        @Nullable String q,
        @Nullable String name,
        @Nullable String environment,
        @Nullable String provider,
        @Nullable String role,
        List<String> tag,
        @Nullable String managedBy,
        @Nullable Integer limit,
        @Nullable String cursor) {

    Search search() {
        var wrong = new ArrayList<Violation>();
        Stream.of(q, name, environment)
                .filter(text -> text != null && text.indexOf('\0') >= 0)
                .findFirst()
                .ifPresent(
                        _ -> wrong.add(new Violation("q", "must be text without NUL, as name and environment must")));
        Provider wantedProvider = choice("provider", provider, Provider.values(), wrong);
        DeclaredRole wantedRole = choice("role", role, DeclaredRole.values(), wrong);
        Keeper wantedKeeper = choice("managedBy", managedBy, Keeper.values(), wrong);
        Map<String, String> tags = tags(wrong);
        String after = cursor == null ? null : Cursor.name(cursor);
        if (cursor != null && after == null) {
            wrong.add(new Violation("cursor", "must be the 'next' of the page before"));
        }
        int most = limit == null ? Search.MOST : limit;
        if (most < 1 || most > Search.MOST) {
            wrong.add(new Violation("limit", "must be between 1 and " + Search.MOST));
        }
        if (!wrong.isEmpty()) {
            throw new Refusal(Problem.of(
                            HttpStatus.UNPROCESSABLE_ENTITY,
                            "invalid",
                            "The databases cannot be listed that way",
                            "Correct the parameters that are listed")
                    .with(wrong));
        }
        return new Search(q, name, environment, wantedProvider, wantedRole, tags, wantedKeeper, after, most);
    }

    private Map<String, String> tags(List<Violation> wrong) {
        var tags = new HashMap<String, String>();
        for (String each : tag) {
            int colon = each.indexOf(':');
            String before = colon < 1 ? null : tags.put(each.substring(0, colon), each.substring(colon + 1));
            if (colon < 1 || each.indexOf('\0') >= 0 || before != null) {
                wrong.add(new Violation("tag", "must be key:value, and each key once"));
            }
        }
        return tags;
    }

    private static <E extends Enum<E>> @Nullable E choice(
            String field, @Nullable String text, E[] choices, List<Violation> wrong) {
        if (text == null) {
            return null;
        }
        for (E choice : choices) {
            if (Words.of(choice).equals(text)) {
                return choice;
            }
        }
        wrong.add(new Violation(
                field,
                "must be one of "
                        + String.join(", ", Stream.of(choices).map(Words::of).toList())));
        return null;
    }
}

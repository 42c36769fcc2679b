package dev.pgrm.application.database;

import dev.pgrm.domain.Violation;
import dev.pgrm.domain.database.DatabaseDraft;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a list of databases that somebody brings along.
 *
 * @param row its place in the list, from 1
 * @param user whom the list names to sign in as, in forms that do
 * @param violations what is wrong with the way it is written
 */
public record ListedDatabase(
        int row, DatabaseDraft draft, @Nullable String user, List<Violation> violations) {
    private static final String USER = "{user}";

    public ListedDatabase {
        violations = List.copyOf(violations);
    }

    /** With the credential reference that a template makes of name and user, unless it has one. */
    public ListedDatabase withCredentials(@Nullable String template) {
        if (template == null || draft.credentials() != null || draft.name() == null) {
            return this;
        }
        if (template.contains(USER) && user == null) {
            var more = new ArrayList<>(violations);
            more.add(new Violation("credentials", "cannot be made: the template asks for a user, and none is named"));
            return new ListedDatabase(row, draft.withCredentials(template), null, more);
        }
        String reference = template.replace("{name}", draft.name()).replace(USER, user == null ? "" : user);
        return new ListedDatabase(row, draft.withCredentials(reference), user, violations);
    }
}

package dev.pgrm.json.list;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.database.DatabaseLists;
import dev.pgrm.application.database.DatabaseLists.Form;
import dev.pgrm.application.database.DatabaseLists.Reading;
import dev.pgrm.application.database.ListedDatabase;
import dev.pgrm.domain.Violation;
import dev.pgrm.domain.database.DatabaseDraft.Checked;
import dev.pgrm.domain.database.DatabaseSpec;
import java.util.List;

/** Reads lists for tests. */
final class Lists {
    static final DatabaseLists LISTS = new WrittenDatabaseLists();

    private Lists() {}

    static List<ListedDatabase> rows(Form form, String text) {
        assertThat(LISTS.read(form, text)).isInstanceOf(Reading.Rows.class);
        return LISTS.read(form, text) instanceof Reading.Rows(var rows) ? rows : List.of();
    }

    static String whyNot(Form form, String text) {
        assertThat(LISTS.read(form, text)).isInstanceOf(Reading.Unreadable.class);
        return LISTS.read(form, text) instanceof Reading.Unreadable(var reason) ? reason : "";
    }

    static DatabaseSpec spec(ListedDatabase row) {
        assertThat(row.violations()).isEmpty();
        if (row.draft().check() instanceof Checked.Accepted(var spec)) {
            return spec;
        }
        throw new AssertionError(row.draft().check());
    }

    static List<String> wrongFields(ListedDatabase row) {
        return row.violations().stream().map(Violation::field).toList();
    }
}

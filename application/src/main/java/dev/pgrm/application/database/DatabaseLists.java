package dev.pgrm.application.database;

import dev.pgrm.domain.database.DatabaseSpec;
import java.util.List;

/** The written forms of a list of databases, of ours and of other tools. */
public interface DatabaseLists {
    int MOST_ROWS = 10_000;

    enum Form {
        /** Ours, or the servers that pgAdmin exports. */
        JSON,
        /** Ours. */
        YAML,
        /** libpq's connection service file. */
        SERVICE_FILE
    }

    sealed interface Reading {
        record Rows(List<ListedDatabase> rows) implements Reading {
            public Rows {
                rows = List.copyOf(rows);
            }
        }

        /** @param reason why it is no such list; never repeats what is written there */
        record Unreadable(String reason) implements Reading {}
    }

    Reading read(Form form, String text);

    /** In our form, so that reading it leads to the same databases. */
    String write(Form form, List<DatabaseSpec> databases);
}

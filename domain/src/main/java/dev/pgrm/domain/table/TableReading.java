package dev.pgrm.domain.table;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of asking a database for tables. */
public sealed interface TableReading {
    /** @param next the table after which the next page begins, if there is one */
    record Page(List<ListedTable> items, @Nullable TableName next) implements TableReading {
        public Page {
            items = List.copyOf(items);
        }
    }

    /** The database has no publication of that name, or is not registered any more. */
    record Missing() implements TableReading {}

    /** The database could not be asked. */
    record Unread(Trouble trouble) implements TableReading {}
}

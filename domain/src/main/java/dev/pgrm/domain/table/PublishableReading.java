package dev.pgrm.domain.table;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of asking a database for the tables that could be published. */
public sealed interface PublishableReading {
    /** @param next the table after which the next page begins, if there is one */
    record Page(List<PublishableTable> items, @Nullable TableName next) implements PublishableReading {
        public Page {
            items = List.copyOf(items);
        }
    }

    /** The database is not registered any more. */
    record Gone() implements PublishableReading {}

    /** The database could not be asked. */
    record Unread(Trouble trouble) implements PublishableReading {}
}

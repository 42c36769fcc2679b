package dev.pgrm.application.table;

import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.table.PublishableReading;
import dev.pgrm.domain.table.PublishableSearch;
import dev.pgrm.domain.table.TableReading;
import dev.pgrm.domain.table.TableSearch;

/** The tables of a managed database. */
public interface Tables {
    TableReading read(Database database, TableSearch search);

    /** Those that could be published. */
    PublishableReading publishable(Database database, PublishableSearch search);
}

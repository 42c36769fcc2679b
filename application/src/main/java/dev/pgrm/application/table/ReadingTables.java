package dev.pgrm.application.table;

import dev.pgrm.application.database.Registry;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.table.PublishableReading;
import dev.pgrm.domain.table.PublishableSearch;
import dev.pgrm.domain.table.TableReading;
import dev.pgrm.domain.table.TableSearch;

/** A worker's answer: it reads from what is registered under the id, whatever the one that asks says of it. */
public final class ReadingTables {
    private final Registry registry;
    private final Tables tables;

    public ReadingTables(Registry registry, Tables tables) {
        this.registry = registry;
        this.tables = tables;
    }

    public TableReading read(DatabaseId id, TableSearch search) {
        Database database = registry.find(id);
        return database == null ? new TableReading.Missing() : tables.read(database, search);
    }

    public PublishableReading publishable(DatabaseId id, PublishableSearch search) {
        Database database = registry.find(id);
        return database == null ? new PublishableReading.Gone() : tables.publishable(database, search);
    }
}

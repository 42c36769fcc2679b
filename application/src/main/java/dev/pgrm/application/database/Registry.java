package dev.pgrm.application.database;

import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.topology.Registered;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The databases that are registered, and the servers they belong to. */
public interface Registry {
    Registered all();

    /** In the order of their names, byte by byte. */
    Page page(Search search);

    /** @param next the name after which the next page begins, if there is one */
    record Page(List<Database> items, @Nullable String next) {
        public Page {
            items = List.copyOf(items);
        }
    }

    @Nullable
    Database find(DatabaseId id);

    /**
     * Adds a database. Its server is the one registered under the same address, or a new one. A placeholder that stood on the map
     * for this very address and database lends its id.
     *
     * @throws NameTaken when another has the name
     */
    Database add(DatabaseSpec spec, Keeper keeper, String actor, Instant now);

    /**
     * Replaces what is said of a database.
     *
     * @param version the one that the change was made against
     * @throws NameTaken when another has the name
     * @throws VersionConflict when it has been changed or removed since
     */
    Database change(DatabaseId id, long version, DatabaseSpec spec, Keeper keeper, String actor, Instant now);

    /**
     * Removes a database, and its server when it was the last one there.
     *
     * @throws VersionConflict when it has been changed or removed since
     */
    void remove(DatabaseId id, long version);

    final class NameTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NameTaken(String name) {
            super("Another database is registered under the name '" + name + "'");
        }
    }

    final class VersionConflict extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public VersionConflict(DatabaseId id) {
            super("Database " + id + " was changed or removed by somebody else in the meantime");
        }
    }
}

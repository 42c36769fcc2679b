package dev.pgrm.domain.stream;

import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.postgres.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * A registered database at one end of a stream.
 *
 * @param name under which it is registered
 * @param at where that was when somebody asked for something; what was begun there is never gone on with elsewhere. Unknown of what was
 *     asked for before this was kept
 */
public record End(DatabaseId id, String name, @Nullable Endpoint at) {
    public End(DatabaseId id, String name) {
        this(id, name, null);
    }

    public static End of(Database database) {
        return new End(database.id(), database.name(), database.spec().endpoint());
    }
}

package dev.pgrm.application.heartbeat;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Database;
import org.jspecify.annotations.Nullable;

/** Writes a message into the log of a database, by which no table of it is touched. */
public interface Heartbeat {
    /** @return why it could not, if so */
    @Nullable
    Trouble beat(Database database);
}

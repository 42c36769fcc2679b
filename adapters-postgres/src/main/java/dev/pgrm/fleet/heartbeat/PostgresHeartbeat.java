package dev.pgrm.fleet.heartbeat;

import dev.pgrm.application.heartbeat.Heartbeat;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Database;
import dev.pgrm.fleet.connection.Sessions;
import dev.pgrm.fleet.connection.SqlTrouble;
import dev.pgrm.fleet.connection.Troubled;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A logical message outside of any transaction. Everybody may write one, and pgoutput sends it to whoever asked for messages alone. */
public final class PostgresHeartbeat implements Heartbeat {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Sessions sessions;

    public PostgresHeartbeat(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public @Nullable Trouble beat(Database database) {
        try (Connection session = sessions.openToWrite(database.spec(), "pgrm heartbeat", PATIENCE);
                Statement statement = session.createStatement()) {
            statement.execute("select pg_logical_emit_message(false, 'pgrm.heartbeat', '')");
            return null;
        } catch (Troubled e) {
            return e.trouble();
        } catch (SQLException e) {
            return SqlTrouble.of(e, database.spec());
        }
    }
}

package dev.pgrm.fleet.preflight;

import dev.pgrm.application.stream.StreamChecks;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.Preflight;
import dev.pgrm.domain.stream.Preflight.Finding;
import dev.pgrm.domain.stream.Preflight.Severity;
import dev.pgrm.fleet.connection.Sessions;
import dev.pgrm.fleet.connection.SqlTrouble;
import dev.pgrm.fleet.connection.Troubled;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One session on each end, both of which only look. */
public final class PostgresStreamChecks implements StreamChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Sessions sessions;

    public PostgresStreamChecks(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Preflight check(CreateStream work, DatabaseSpec source, DatabaseSpec target) {
        var found = new ArrayList<Finding>();
        reach("source", source, found);
        reach("target", target, found);
        return new Preflight(found, null);
    }

    private void reach(String end, DatabaseSpec database, List<Finding> found) {
        try (Connection session = sessions.open(database, Sessions.NAME, PATIENCE)) {
            session.setReadOnly(true);
        } catch (Troubled e) {
            found.add(unreachable(end, database, e.trouble()));
        } catch (SQLException e) {
            found.add(unreachable(end, database, SqlTrouble.of(e, database)));
        }
    }

    private static Finding unreachable(String end, DatabaseSpec database, Trouble trouble) {
        return new Finding(
                Severity.BLOCKER,
                end + "_unreachable",
                database.name(),
                trouble.message() + ". " + trouble.remedy(),
                null);
    }
}

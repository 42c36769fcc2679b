package dev.pgrm.fleet.preflight;

import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.preflight.EndFacts;
import dev.pgrm.domain.preflight.TargetFacts;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.fleet.connection.Troubled;
import dev.pgrm.fleet.poll.Capabilities;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Reads the target: its server at once, its tables as soon as the source has told which. */
final class TargetLook {
    private static final String TAKEN = """
            select exists (select from pg_subscription
                            where subname = ? and subdbid = (select oid from pg_database where datname = current_database()))
            """;

    private final Connection session;
    private final Capabilities capabilities;
    private final EndFacts end;
    private final boolean taken;
    private final boolean copied;

    TargetLook(Connection session, CreateStream work, DatabaseSpec database) throws SQLException, Troubled {
        this.session = session;
        this.capabilities = Capabilities.probe(session);
        this.copied = work.subscription().copyData();
        try (PreparedStatement batch = session.prepareStatement(EndQuery.SQL + ";\n" + TAKEN)) {
            batch.setString(1, work.subscription().name().value());
            batch.execute();
            this.end = EndQuery.read(batch, capabilities, database);
            batch.getMoreResults();
            try (ResultSet row = batch.getResultSet()) {
                row.next();
                this.taken = row.getBoolean(1);
            }
        }
    }

    TargetFacts at(List<TableName> names) throws SQLException {
        return new TargetFacts(
                end,
                taken,
                names.isEmpty() ? List.of() : new TargetTablesQuery(capabilities, copied).read(session, names));
    }
}

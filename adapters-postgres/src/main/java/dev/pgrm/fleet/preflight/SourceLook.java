package dev.pgrm.fleet.preflight;

import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.observation.DatabaseFacts.DataChange;
import dev.pgrm.domain.preflight.EndFacts;
import dev.pgrm.domain.preflight.SourceFacts;
import dev.pgrm.domain.preflight.SourceFacts.LongTransaction;
import dev.pgrm.domain.preflight.SourceFacts.Published;
import dev.pgrm.domain.preflight.SourceFacts.Replicator;
import dev.pgrm.domain.preflight.SourceTable;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.fleet.connection.Troubled;
import dev.pgrm.fleet.poll.Capabilities;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the source in three round trips after asking for its version: the server, the tables, and what lies beside them. */
final class SourceLook {
    private static final String SERVER = """
            with account as (
                 select oid, rolcanlogin, rolsuper or rolreplication
                        or coalesce(pg_has_role(oid, to_regrole('rds_replication')::oid, 'usage'), false) as replicates
                   from pg_roles where rolname = ?)
            select (select concat_ws(' ', case when pubinsert then 'INSERT' end, case when pubupdate then 'UPDATE' end,
                                     case when pubdelete then 'DELETE' end, case when pubtruncate then 'TRUNCATE' end)
                      from pg_publication where pubname = ?) as published,
                   (select $VIA_ROOT from pg_publication where pubname = ?) as via_root,
                   exists (select from pg_replication_slots where slot_name = ?) as slot_taken,
                   array(select nspname::text from pg_namespace where nspname = any (?)) as schemas,
                   (select count(*)::int from pg_prepared_xacts) as prepared,
                   exists (select from account) as account_exists,
                   (select rolcanlogin from account) as account_signs_in,
                   (select replicates from account) as account_replicates,
                   (select has_database_privilege(oid, current_database(), 'connect') from account) as account_connects
            """;

    private static final String WAITS = """
            select pid, coalesce(usename::text, '?') as usename,
                   extract(epoch from clock_timestamp() - xact_start)::float8 as seconds
              from pg_stat_activity
             where backend_xid is not null and pid <> pg_backend_pid()
               and xact_start < clock_timestamp() - make_interval(secs => ?)
             order by xact_start
             limit 20
            """;

    private SourceLook() {}

    static SourceFacts on(
            Connection session,
            CreateStream work,
            DatabaseSpec database,
            ReplicatorLook.Known account,
            Duration longTransaction)
            throws SQLException, Troubled {
        Capabilities capabilities = Capabilities.probe(session);
        SourceFacts server = server(session, capabilities, work, database, account, longTransaction);
        List<SourceTable> tables =
                new SourceTablesQuery(work.publication(), capabilities, account.role()).read(session);
        Set<String> schemas = tables.stream()
                .filter(SourceTable::named)
                .map(table -> table.name().schema())
                .collect(Collectors.toSet());
        return server.with(tables, UnreplicatedQuery.read(session, schemas));
    }

    private static SourceFacts server(
            Connection session,
            Capabilities capabilities,
            CreateStream work,
            DatabaseSpec database,
            ReplicatorLook.Known account,
            Duration longTransaction)
            throws SQLException {
        String sql = EndQuery.SQL + ";\n"
                + SERVER.replace("$VIA_ROOT", capabilities.atLeast(13) ? "pubviaroot" : "false") + ";\n" + WAITS;
        String publication = work.publication().name().value();
        try (PreparedStatement batch = session.prepareStatement(sql)) {
            batch.setString(1, account.role());
            batch.setString(2, publication);
            batch.setString(3, publication);
            batch.setString(4, work.subscription().slot().value());
            batch.setArray(
                    5,
                    session.createArrayOf("text", work.publication().schemas().toArray()));
            batch.setDouble(6, longTransaction.toMillis() / 1000.0);
            batch.execute();
            EndFacts end = EndQuery.read(batch, capabilities, database);
            batch.getMoreResults();
            try (ResultSet row = batch.getResultSet()) {
                row.next();
                return new SourceFacts(
                        end,
                        database.tls().mode(),
                        published(row),
                        row.getBoolean("slot_taken"),
                        replicator(row, account),
                        List.of((String[]) row.getArray("schemas").getArray()),
                        row.getInt("prepared"),
                        waits(batch),
                        List.of(),
                        SourceFacts.Unreplicated.UNKNOWN);
            }
        }
    }

    private static @Nullable Published published(ResultSet row) throws SQLException {
        String operations = row.getString("published");
        return operations == null
                ? null
                : new Published(
                        Arrays.stream(operations.split(" "))
                                .filter(each -> !each.isEmpty())
                                .map(DataChange::valueOf)
                                .collect(Collectors.toSet()),
                        row.getBoolean("via_root"));
    }

    private static Replicator replicator(ResultSet row, ReplicatorLook.Known account) throws SQLException {
        return new Replicator(
                account.role(),
                row.getBoolean("account_exists"),
                row.getBoolean("account_signs_in"),
                row.getBoolean("account_replicates"),
                row.getBoolean("account_connects"),
                account.trouble());
    }

    private static List<LongTransaction> waits(PreparedStatement batch) throws SQLException {
        var waits = new ArrayList<LongTransaction>();
        batch.getMoreResults(Statement.KEEP_CURRENT_RESULT);
        try (ResultSet row = batch.getResultSet()) {
            while (row.next()) {
                waits.add(new LongTransaction(row.getInt("pid"), row.getString("usename"), Duration.ofMillis((long)
                        (row.getDouble("seconds") * 1000))));
            }
        }
        return waits;
    }
}

package dev.pgrm.fleet.trial;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.observation.ServerFacts.MissingPrivilege;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.preflight.Service;
import dev.pgrm.fleet.connection.SqlTrouble;
import dev.pgrm.fleet.poll.Capabilities;
import dev.pgrm.fleet.prerequisite.ReplicationFactsQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * May our role see what polling needs? What managing takes beyond that, and what is merely useful, is told with the statement that
 * grants it: an account that only watches is well as it is.
 */
final class CheckPrivileges {
    private static final String SQL = String.format(Locale.ROOT, """
            select current_database() as database,
                   %s as administrators,
                   (select rolsuper from pg_roles where rolname = current_user) as super,
                   has_database_privilege(current_database(), 'create') as creates,
                   coalesce(pg_has_role(to_regrole('pg_create_subscription'), 'usage'), false) as may_subscribe,
                   coalesce((select bool_or(pg_has_role(oid, 'usage')) from pg_roles
                     where rolname in ('rds_superuser', 'cloudsqlsuperuser', 'azure_pg_admin')), false) as administers,
                   coalesce(has_function_privilege(to_regprocedure('pg_catalog.pg_ls_logdir()'), 'execute'), false)
                        as lists_logs,
                   coalesce(has_function_privilege(
                        to_regprocedure('pg_catalog.pg_read_file(text,bigint,bigint)'), 'execute'), false) as reads_logs
            """, ReplicationFactsQuery.ADMINISTRATORS);

    private CheckPrivileges() {}

    static Finding<Boolean> on(Session session, DatabaseSpec database) {
        List<MissingPrivilege> needed = session.capabilities().needed();
        if (!needed.isEmpty()) {
            return Finding.failed(needed.stream().map(CheckPrivileges::trouble).toList());
        }
        try (Statement statement = session.connection().createStatement();
                ResultSet row = statement.executeQuery(SQL)) {
            row.next();
            return Finding.passed(String.join("\n", told(row, session.capabilities())), true);
        } catch (SQLException e) {
            return Finding.failed(SqlTrouble.of(e, database));
        }
    }

    private static Trouble trouble(MissingPrivilege missing) {
        return new Trouble("privilege_missing", "Our role may not see " + missing.what(), missing.grant());
    }

    private static List<String> told(ResultSet row, Capabilities capabilities) throws SQLException {
        var told = new ArrayList<String>();
        told.add("may see all that polling needs");
        for (MissingPrivilege missing : capabilities.useful()) {
            told.add("may not see " + missing.what() + ", which is inferred then: " + missing.grant());
        }
        String role = capabilities.role();
        String database = row.getString("database");
        told.add(
                row.getBoolean("creates")
                        ? "may create publications of tables that it owns"
                        : "may not create publications here: grant create on database " + Quoted.identifier(database)
                                + " to " + Quoted.identifier(role));
        Service service = Service.of(row.getString("administrators"), capabilities.aurora());
        boolean subscribes = row.getBoolean("super")
                || row.getBoolean("administers")
                || (row.getBoolean("may_subscribe") && row.getBoolean("creates"));
        told.add(
                subscribes
                        ? "may create subscriptions"
                        : "may not create subscriptions: "
                                + service.letSubscribe(role, database, capabilities.atLeast(16)));
        told.add(
                row.getBoolean("lists_logs") && row.getBoolean("reads_logs")
                        ? "may read the server's log files"
                        : "may not read the server's log files, which is optional");
        return told;
    }
}

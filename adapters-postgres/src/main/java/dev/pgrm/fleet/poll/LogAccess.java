package dev.pgrm.fleet.poll;

import dev.pgrm.domain.postgres.Quoted;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What our role may do towards reading the server's log. The one that tells the current file is granted to pg_monitor since 17;
 * without it, the newest file in the listing is taken.
 */
record LogAccess(boolean lists, boolean reads, boolean tellsCurrent) {
    static final String COLUMNS = """
            pg_has_role(current_user, 'pg_read_all_settings', 'usage')
                       and coalesce(has_function_privilege(to_regprocedure('pg_ls_logdir()'), 'execute'), false) as lists_logs,
                   coalesce(has_function_privilege(
                       to_regprocedure('pg_read_binary_file(text,bigint,bigint,boolean)'), 'execute'), false) as reads_logs,
                   coalesce(has_function_privilege(to_regprocedure('pg_current_logfile(text)'), 'execute'), false) as tells_log""";

    static LogAccess of(ResultSet row) throws SQLException {
        return new LogAccess(row.getBoolean("lists_logs"), row.getBoolean("reads_logs"), row.getBoolean("tells_log"));
    }

    boolean enough() {
        return lists && reads;
    }

    static String grants(String role) {
        String name = Quoted.identifier(role);
        return "grant pg_monitor to " + name + "; grant execute on function"
                + " pg_read_binary_file(text, bigint, bigint, boolean), pg_current_logfile(), pg_current_logfile(text) to "
                + name + ";";
    }
}

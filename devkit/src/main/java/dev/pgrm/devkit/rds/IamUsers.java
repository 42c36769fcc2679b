package dev.pgrm.devkit.rds;

import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.process.Secrets;
import java.util.HashMap;
import java.util.Map;

/**
 * Who signs in by token: whoever was granted {@code rds_iam}, as on RDS, where such a user can use no password. So the gate may
 * give them one that nobody else knows, to let them in itself.
 */
final class IamUsers {
    private static final String IS_MEMBER = """
            with recursive held as (
              select m.roleid from pg_auth_members m join pg_roles r on r.oid = m.member where r.rolname = ?
              union
              select m.roleid from pg_auth_members m join held on m.member = held.roleid)
            select exists (select from held join pg_roles r on r.oid = held.roleid where r.rolname = 'rds_iam')
            """;

    private final PostgresServer server;
    private final Map<String, Credentials> accounts = new HashMap<>();

    IamUsers(PostgresServer server) {
        this.server = server;
        if (server.query("select 1 from pg_roles where rolname = 'rds_iam'").isEmpty()) {
            server.sql("create role rds_iam nologin");
        }
    }

    boolean include(String user) {
        return server.value(IS_MEMBER, user).equals("t");
    }

    /** A role may have been dropped and made again since the last time, so the password is set each time. */
    synchronized Credentials accountOf(String user) {
        var account = accounts.computeIfAbsent(user, name -> new Credentials(name, Secrets.generate()));
        server.sql(server.value(
                "select format('alter role %I password %L', ?::text, ?::text)", account.user(), account.password()));
        return account;
    }
}

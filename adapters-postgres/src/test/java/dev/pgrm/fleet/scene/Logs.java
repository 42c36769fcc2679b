package dev.pgrm.fleet.scene;

import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.ServerLog;
import java.util.List;

/** What servers write down in files of their own, and who may read it. */
final class Logs {
    private Logs() {}

    /** What takes it back. */
    static final String REVOKED = "revoke execute on function pg_read_binary_file(text, bigint, bigint, boolean) from ";

    static void grant(PostgresServer server, String role) {
        server.sql("grant execute on function pg_read_file(text, bigint, bigint, boolean),"
                + " pg_read_binary_file(text, bigint, bigint, boolean), pg_current_logfile(),"
                + " pg_current_logfile(text) to " + role);
    }

    /** Read by the server itself, since its collector names the files. */
    static ServerLog of(PostgresServer server) {
        return new ServerLog(() -> List.of(
                server.value("select pg_read_file(pg_current_logfile())").split("\n")));
    }
}

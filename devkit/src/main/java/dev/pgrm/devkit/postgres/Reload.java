package dev.pgrm.devkit.postgres;

/** Has a server read its files again, and returns when every connection from now on is treated accordingly. */
final class Reload {
    private Reload() {}

    static void of(PostgresServer server) {
        var log = server.log().fromHere();
        server.sql("select pg_reload_conf()");
        log.awaitLine("received SIGHUP, reloading configuration files");
    }
}

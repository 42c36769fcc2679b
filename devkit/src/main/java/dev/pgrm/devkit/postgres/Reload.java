package dev.pgrm.devkit.postgres;

import dev.pgrm.devkit.process.Await;
import java.time.Duration;

/** Has a server read its files again, and returns when every connection from now on is treated accordingly. */
final class Reload {
    private static final Duration BOUND = Duration.ofSeconds(30);

    /** A new session tells when the postmaster, which it comes from, last read them. The log may go elsewhere. */
    private static final String LAST_READ = "select pg_conf_load_time()";

    private Reload() {}

    static void of(PostgresServer server) {
        String before = server.value(LAST_READ);
        server.sql("select pg_reload_conf()");
        Await.until(
                () -> server.name() + " to read its files again",
                BOUND,
                () -> !server.value(LAST_READ).equals(before));
    }
}

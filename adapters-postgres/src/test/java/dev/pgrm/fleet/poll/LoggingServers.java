package dev.pgrm.fleet.poll;

import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.log.MessageCode;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.log.ServerLog;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.fleet.WatchedFleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/** A publisher and a subscriber that write their logs into files, and are watched by a role that may read them. */
final class LoggingServers implements AutoCloseable {
    static final Credentials MONITOR = new Credentials("log_reader", "log-reader-pass-1");
    static final String GRANTS =
            "grant pg_monitor to log_reader; grant execute on function pg_read_binary_file(text, bigint, bigint, boolean),"
                    + " pg_current_logfile(), pg_current_logfile(text) to log_reader";

    final PostgresServer publisher;
    final PostgresServer subscriber;
    private WatchedFleet watched;

    /** All that polls have heard since the beginning, as it would be kept. */
    private final List<ReplicationMessage> heard = new ArrayList<>();

    LoggingServers(PostgresVersion version, String destination) {
        publisher = start("publisher", version, destination);
        subscriber = start("subscriber", version, destination);
        for (PostgresServer server : List.of(publisher, subscriber)) {
            server.sql("create role log_reader login password '" + MONITOR.password() + "'", GRANTS);
            server.sql("create table t (id int primary key, v text)");
        }
        publisher.sql("create publication p for all tables");
        watched = watch();
    }

    private static PostgresServer start(String name, PostgresVersion version, String destination) {
        return PostgresServer.builder(name)
                .version(version)
                .setting("logging_collector", "on")
                .setting("log_destination", destination)
                .setting("log_line_prefix", "%m [%p] ")
                .setting("log_timezone", "Europe/Berlin")
                .start();
    }

    private WatchedFleet watch() {
        var fresh = new WatchedFleet(MONITOR);
        fresh.register(publisher);
        fresh.register(subscriber);
        return fresh;
    }

    void subscribe(String name, String options) {
        subscriber.sql("create subscription " + name + " connection '"
                + conninfo(publisher.superuser().password()) + "' publication p"
                + (options.isEmpty() ? "" : " with (" + options + ")"));
    }

    String conninfo(String password) {
        return "host=127.0.0.1 port=" + publisher.port() + " dbname=postgres user="
                + publisher.superuser().user() + " password=" + password;
    }

    Oid subscription(String name) {
        return new Oid(Long.parseLong(subscriber.value("select oid from pg_subscription where subname = ?", name)));
    }

    /** Another worker takes over, with what was published. */
    void changeHands() {
        WatchedFleet before = watched;
        watched = watch();
        watched.goOnFrom(before);
        before.close();
    }

    void poll() {
        watched.poll();
        heard.addAll(watched.heard("publisher"));
        heard.addAll(watched.heard("subscriber"));
    }

    ServerLog log(PostgresServer server) {
        return ((Seen) watched.observation(server.name())).log();
    }

    List<ReplicationMessage> heard() {
        return List.copyOf(heard);
    }

    ReplicationMessage await(PostgresServer server, MessageCode code) {
        return await(server, message -> message.code().equals(code.code()));
    }

    ReplicationMessage await(PostgresServer server, Predicate<ReplicationMessage> wanted) {
        return Objects.requireNonNull(org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> {
                            poll();
                            return log(server).recent().stream()
                                    .filter(wanted)
                                    .findFirst()
                                    .orElse(null);
                        },
                        Objects::nonNull));
    }

    @Override
    public void close() {
        watched.close();
        subscriber.close();
        publisher.close();
    }
}

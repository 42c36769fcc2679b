package dev.pgrm.fleet.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.log.LogPosition;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.log.ServerLog;
import dev.pgrm.domain.log.ServerLog.Unreadable;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.fleet.WatchedFleet;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How files are followed, with messages that the test writes itself. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogFilesTest {
    private LoggingServers servers;
    private PostgresServer server;

    @BeforeAll
    void start() {
        servers = new LoggingServers(PostgresVersion.V18, "stderr");
        server = servers.subscriber;
        servers.poll();
    }

    @AfterAll
    void stop() {
        servers.close();
    }

    @Test
    void nothing_is_lost_or_told_twice_when_files_rotate_and_workers_change() {
        var told = IntStream.range(0, 12).mapToObj(i -> "rotated_" + i).toList();
        for (int i = 0; i < told.size(); i++) {
            say(told.get(i));
            if (i % 3 == 1) {
                rotate();
            }
            if (i % 4 == 2) {
                servers.poll();
            }
            if (i % 5 == 3) {
                servers.changeHands();
            }
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    servers.poll();
                    assertThat(heard("rotated_")).containsAll(told);
                });
        servers.poll();
        assertThat(heard("rotated_")).containsExactlyElementsOf(told);
    }

    @Test
    void a_mark_of_rds_is_no_place_in_a_file_and_blinds_no_poll() {
        try (var fresh = new WatchedFleet(LoggingServers.MONITOR)) {
            fresh.register(server);
            fresh.poll();
            fresh.goOnFrom(
                    server.name(),
                    ServerLog.UNKNOWN.read(
                            new LogPosition("error/postgresql.log.2026-11-21-10", "7:4711"), null, List.of()));
            fresh.poll();

            assertThat(fresh.observation(server.name())).isInstanceOf(Seen.class);
        }
    }

    @Test
    void a_file_that_was_emptied_is_read_from_its_beginning() {
        say("before_emptying");
        await("before_emptying");
        server.sql("copy (select '') to program 'cat > /dev/null && : > "
                + server.value("select current_setting('data_directory') || '/' || pg_current_logfile()") + "'");
        servers.poll();
        say("after_emptying");

        await("after_emptying");
        assertThat(heard("before_emptying")).hasSize(1);
    }

    @Test
    void what_is_first_seen_of_a_large_log_is_its_end() {
        say("long_ago");
        server.sql("do $$ begin for i in 1..3000 loop raise log 'padding % %', i, repeat('ü', 100); end loop; end $$");
        say("just_now");
        try (var fresh = new WatchedFleet(LoggingServers.MONITOR)) {
            fresh.register(server);
            fresh.poll();

            assertThat(fresh.heard(server.name()))
                    .extracting(ReplicationMessage::subscriptionName)
                    .contains(new SubscriptionName("just_now"))
                    .doesNotContain(new SubscriptionName("long_ago"));
        }
        await("just_now");
    }

    @Test
    void who_is_far_behind_leaves_out_a_part_and_says_so() {
        servers.poll();
        server.sql("do $$ begin for i in 1..6000 loop raise log 'padding %', repeat('x', 2000); end loop; end $$");
        say("after_the_flood");

        await("after_the_flood");
        ServerLog.Skipped skipped = Objects.requireNonNull(servers.log(server).skipped());
        assertThat(skipped.bytes()).isGreaterThan(1 << 20);
    }

    @Test
    void characters_and_lines_may_be_cut_anywhere() {
        for (int i = 0; i < 20; i++) {
            server.sql("do $$ begin raise log E'päddïng \\n\\t ☃ %', 'ß'; end $$");
            say("schnée_" + i);
            servers.poll();
        }
        await("schnée_19");
        assertThat(heard("schnée_")).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void secrets_stay_where_they_are() {
        server.sql("alter system set log_statement = 'all'", "select pg_reload_conf()");
        try {
            for (String statement : List.of(
                    "create subscription broken connection 'host=127.0.0.1 port=1 password=hunter2' publication p",
                    "create subscription broken connection 'postgres://u:hunter2@127.0.0.1:1/d' publication p",
                    "create role talkative password 'hunter2'",
                    "alter role talkative password 'hunter2'")) {
                try {
                    server.sql(statement);
                } catch (RuntimeException e) {
                    assertThat(statement).startsWith("create subscription");
                }
            }
            server.sql(
                    "do $$ begin raise warning 'could not connect to the publisher: password=hunter2 host=x'; end $$");
            say("after_the_secrets");
            await("after_the_secrets");

            assertThat(String.valueOf(servers.log(server))).doesNotContain("hunter2");
            assertThat(servers.heard().toString()).doesNotContain("hunter2");
        } finally {
            server.sql("alter system reset log_statement", "select pg_reload_conf()");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = PostgresVersion.class,
            names = {"V14", "V18"})
    void a_role_without_the_grants_learns_which_it_needs(PostgresVersion version) {
        try (var other = PostgresServer.builder("ungranted")
                        .version(version)
                        .setting("logging_collector", "on")
                        .start();
                var watched = new WatchedFleet(LoggingServers.MONITOR)) {
            other.sql(
                    "create role log_reader login password '" + LoggingServers.MONITOR.password() + "'",
                    "grant pg_monitor to log_reader");
            watched.register(other);
            watched.poll();
            Unreadable unreadable =
                    Objects.requireNonNull(log(watched, "ungranted").unreadable());
            assertThat(unreadable.why()).contains("log_reader");
            assertThat(((Seen) watched.observation("ungranted")).server().hidden())
                    .noneMatch(hidden -> hidden.what().contains("log"));

            String remedy = unreadable.remedy();
            for (String grant : remedy.substring(remedy.indexOf(": ") + 2).split("; ", -1)) {
                other.sql(grant);
            }
            watched.poll();
            watched.poll();
            assertThat(log(watched, "ungranted").unreadable()).isNull();
            assertThat(log(watched, "ungranted").position()).isNotNull();

            other.sql("revoke execute on function pg_current_logfile(text) from log_reader, pg_monitor");
            LogPosition before =
                    Objects.requireNonNull(log(watched, "ungranted").position());
            watched.poll();
            watched.poll();
            assertThat(log(watched, "ungranted").unreadable()).isNull();
            assertThat(log(watched, "ungranted").position())
                    .isNotNull()
                    .satisfies(position -> assertThat(position.file()).isEqualTo(before.file()));
        }
    }

    @Test
    void without_a_collector_there_is_nothing_to_read() {
        try (var other = PostgresServer.builder("uncollected").start();
                var watched = new WatchedFleet(LoggingServers.MONITOR)) {
            other.sql(
                    "create role log_reader login password '" + LoggingServers.MONITOR.password() + "'",
                    LoggingServers.GRANTS);
            watched.register(other);
            watched.poll();

            assertThat(Objects.requireNonNull(log(watched, "uncollected").unreadable())
                            .why())
                    .contains("logging_collector is off");
        }
    }

    @Test
    void a_file_that_is_refused_blinds_nothing_else() {
        String file = server.value("select current_setting('data_directory') || '/' || pg_current_logfile()");
        server.sql("copy (select '') to program 'cat > /dev/null && chmod 000 " + file + "'");
        try (var watched = new WatchedFleet(LoggingServers.MONITOR)) {
            watched.register(server);
            watched.poll();

            assertThat(watched.observation(server.name())).isInstanceOf(Seen.class);
            assertThat(Objects.requireNonNull(log(watched, server.name()).unreadable())
                            .why())
                    .contains("ermission denied");
        } finally {
            server.sql("copy (select '') to program 'cat > /dev/null && chmod 600 " + file + "'");
        }
    }

    private static ServerLog log(WatchedFleet watched, String name) {
        return ((Seen) watched.observation(name)).log();
    }

    private void say(String subscription) {
        server.sql(
                "do $$ begin perform set_config('log_min_error_statement', 'panic', true); raise log 'subscription \""
                        + subscription + "\" has been disabled because of an error'; end $$");
    }

    private void rotate() {
        String before = server.value("select pg_current_logfile()");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    server.sql("select pg_rotate_logfile()");
                    return !server.value("select pg_current_logfile()").equals(before);
                });
    }

    private void await(String subscription) {
        servers.await(server, message -> new SubscriptionName(subscription).equals(message.subscriptionName()));
    }

    private List<String> heard(String beginning) {
        return servers.heard().stream()
                .map(message -> String.valueOf(message.subscriptionName()))
                .filter(name -> name.startsWith(beginning))
                .toList();
    }
}

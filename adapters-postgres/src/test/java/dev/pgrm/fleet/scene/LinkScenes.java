package dev.pgrm.fleet.scene;

import static dev.pgrm.domain.stream.StreamError.Side.SOURCE;
import static dev.pgrm.domain.stream.StreamError.Side.TARGET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.fault.FaultProxy;
import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.devkit.postgres.SignInRules;
import dev.pgrm.domain.health.Finding;
import dev.pgrm.domain.health.Health.Verdict;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Status;
import org.junit.jupiter.api.Test;

/** The way between the two ends, and being let in. */
abstract class LinkScenes extends PairScenes {
    private static final Credentials ACTOR = new Credentials("actor_link", "lets-in");

    @Test
    void a_password_that_was_changed() {
        Feed feed = pair.planned("l_password")
                .hub(actor())
                .subscribed(pair.way(ACTOR), "copy_data = false")
                .awaitFlowing();
        feed.hub(
                "alter role actor_link password 'another'",
                "select pg_terminate_backend(active_pid) from pg_replication_slots");

        String remedy = feed.remedyOf("authentication_failed", SOURCE, "actor_link", "hub");

        assertThat(remedy)
                .contains("alter subscription", "l_password", "connection")
                .doesNotContain("lets-in");
        feed.house("alter subscription $ connection '" + pair.way(new Credentials("actor_link", "another")) + "'")
                .awaitFlowing()
                .awaitWell();
    }

    @Test
    void a_role_that_lost_its_right_to_replicate() {
        Feed feed = pair.planned("l_right")
                .hub(actor())
                .subscribed(pair.way(ACTOR), "copy_data = false")
                .awaitFlowing();
        feed.hub(
                "alter role actor_link noreplication",
                "select pg_terminate_backend(active_pid) from pg_replication_slots");

        String remedy = feed.remedyOf("permission_denied", SOURCE, "may not replicate");

        assertThat(remedy).contains("hub").contains("REPLICATION");
        feed.hub("alter role actor_link replication").awaitFlowing().awaitWell();
    }

    @Test
    void rules_that_do_not_let_it_in() {
        Feed feed = pair.planned("l_hba")
                .hub(actor())
                .subscribed(pair.way(ACTOR), "copy_data = false")
                .awaitFlowing();
        SignInRules.only(pair.hub(), "host all postgres all scram-sha-256", "host all pgrm_monitor all scram-sha-256");
        feed.hub("select pg_terminate_backend(active_pid) from pg_replication_slots");

        String remedy = feed.remedyOf("access_rejected", SOURCE, "actor_link", "hub");

        SignInRules.reset(pair.hub());
        feed.hub(Advice.in(remedy, "hub").getFirst().sql()).awaitFlowing().awaitWell();
    }

    @Test
    void a_database_other_than_that_of_the_slot() {
        Feed feed = pair.feed("l_database")
                .house("alter subscription $ connection '" + pair.way().replace("dbname=app", "dbname=nowhere") + "'");

        String remedy = feed.remedyOf("slot_database_differs", TARGET, "database app", "nowhere");

        assertThat(remedy).contains("alter subscription", "l_database", "connection");
        feed.house("alter subscription $ connection '" + pair.way() + "'")
                .awaitFlowing()
                .awaitWell();
    }

    @Test
    void a_way_that_is_cut_between_two_ends_that_we_both_reach() {
        try (FaultProxy proxy =
                FaultProxy.open().towards(pair.hub().host(), pair.hub().port())) {
            String way = pair.way().replace("port=" + pair.hub().port(), "port=" + proxy.port());
            Feed feed =
                    pair.planned("l_cut").subscribed(way, "copy_data = false").awaitFlowing();
            feed.awaitWell();
            proxy.cut();

            String remedy = feed.remedyOf("server_unreachable", SOURCE, "hub");

            assertThat(remedy).contains("firewall");
            proxy.restore();
            feed.awaitFlowing().awaitWell();
        }
    }

    @Test
    void a_publisher_that_is_down_and_comes_back() {
        Feed feed = pair.feed("l_down");
        feed.awaitWell();
        pair.hub().stop();

        await().atMost(Pair.PATIENCE).untilAsserted(() -> {
            Stream stream = feed.stream();
            assertThat(stream.stale()).isTrue();
            assertThat(stream.status().healthy()).as(stream.reason()).isFalse();
            assertThat(stream.health().verdict()).isEqualTo(Verdict.CRITICAL);
        });

        pair.hub().start();
        feed.awaitFlowing().awaitWell();
    }

    @Test
    void a_publisher_that_stands_still() {
        Feed feed = pair.feed("l_frozen");
        feed.awaitWell();
        pair.hub().freeze();

        await().atMost(Pair.PATIENCE).untilAsserted(() -> {
            Stream stream = feed.stream();
            assertThat(stream.stale()).isTrue();
            assertThat(stream.health().findings()).extracting(Finding::code).contains("source_unreachable");
            assertThat(stream.health().verdict()).isEqualTo(Verdict.CRITICAL);
        });

        pair.hub().thaw();
        feed.awaitFlowing().awaitWell();
    }

    @Test
    void a_subscriber_that_stands_still() {
        Feed feed = pair.feed("l_numb");
        feed.awaitWell();
        pair.house().freeze();

        await().atMost(Pair.PATIENCE).untilAsserted(() -> {
            Stream stream = feed.stream();
            assertThat(stream.stale()).isTrue();
            assertThat(stream.health().findings()).extracting(Finding::code).contains("target_unreachable");
            assertThat(stream.status()).isNotEqualTo(Status.ACTIVE);
        });

        pair.house().thaw();
        feed.awaitFlowing().awaitWell();
    }

    private static String[] actor() {
        return new String[] {
            "create role actor_link login replication password 'lets-in'", "grant select on $ to actor_link"
        };
    }
}

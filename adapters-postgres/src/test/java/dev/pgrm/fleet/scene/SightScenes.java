package dev.pgrm.fleet.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.domain.health.Finding;
import dev.pgrm.domain.health.Finding.Severity;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Status;
import dev.pgrm.domain.stream.StreamError.Side;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is seen with few rights, and what is seen only by those who watch for long. */
abstract class SightScenes extends PairScenes {
    private static final Duration A_WHILE = Duration.ofMinutes(20);

    @Test
    void an_error_is_concluded_where_the_log_may_not_be_read() {
        pair.house().sql(Logs.REVOKED + "pgrm_monitor");
        pair.watchAnew();
        Feed feed = pair.feed("v_unread")
                .house("insert into $ values (1, 'local')")
                .hub("insert into $ values (1, 'remote')");

        await().atMost(Pair.PATIENCE).untilAsserted(() -> {
            Stream stream = feed.stream();
            assertThat(stream.status()).as(stream.reason()).isEqualTo(Status.ERROR);
            assertThat(Objects.requireNonNull(stream.error()).inferred()).isTrue();
        });
        Finding told = pair.awaitFinding("house", "log_unreadable");

        assertThat(told.severity()).isEqualTo(Severity.NOTE);
        pair.house().sql(told.remedy().replaceFirst("^In database app: ", ""));
        pair.watchAnew();
        feed.awaitError("unique_violation", Side.TARGET);
        feed.house("delete from $").awaitWell();
    }

    @Test
    void a_role_that_may_see_next_to_nothing_raises_no_alarm() {
        var role = new Credentials("actor_plain", "sees-nothing");
        for (PostgresServer server : List.of(pair.hub(), pair.house())) {
            server.sql("create role actor_plain login password 'sees-nothing'");
        }
        Feed feed = pair.feed("v_plain");
        pair.watchAs(role);

        assertThat(pair.awaitFinding("hub", "privilege_missing").remedy()).contains("actor_plain");
        assertThat(pair.findings("hub")).extracting(Finding::severity).containsOnly(Severity.NOTE);
        assertThat(pair.findings("house")).extracting(Finding::severity).containsOnly(Severity.NOTE);
        feed.awaitWell();
        pair.watchAnew();
    }

    @Test
    void a_transaction_that_somebody_left_open() throws Exception {
        pair.feed("v_open");
        try (var open = pair.hub().database().connect("forgotten");
                var statement = open.createStatement()) {
            open.setAutoCommit(false);
            statement.execute("insert into v_open values (1, 'x')");
            pair.watchLater(A_WHILE);

            Finding told = pair.awaitFinding("hub", "long_transaction");

            String pid = pair.hub().value("select pid from pg_stat_activity where application_name = 'forgotten'");
            assertThat(told.message()).contains("process " + pid).contains("hub");
            pair.hub().sql(Advice.in(told.remedy(), "hub").getFirst().sql());
        }
        pair.awaitGone("hub", "long_transaction");
    }

    @Test
    void a_prepared_transaction_that_nobody_ends() {
        Feed feed = pair.feed("v_prepared");
        feed.hub("begin; insert into $ values (1, 'x'); prepare transaction 'left'");
        pair.watchLater(A_WHILE);

        Finding told = pair.awaitFinding("hub", "prepared_transaction");

        assertThat(told.remedy()).contains("pg_prepared_xacts");
        feed.hub("rollback prepared 'left'");
        pair.awaitGone("hub", "prepared_transaction");
    }

    @Test
    void a_slot_that_a_copy_left_behind() {
        Feed feed = pair.planned("v_copy")
                .hub("insert into $ values (1, 'remote')")
                .house("insert into $ values (1, 'local')")
                .subscribed("copy_data = true")
                .awaitHub("select count(*) = 1 from pg_replication_slots where slot_name like 'pg%sync%'")
                .house(
                        "alter subscription $ disable",
                        "alter subscription $ set (slot_name = none)",
                        // With a publisher in reach it would be dropped along.
                        "alter subscription $ connection 'host=127.0.0.1 port=1 dbname=app'",
                        "drop subscription $")
                .awaitHub(
                        "select count(*) = 1 from pg_replication_slots where slot_name like 'pg%sync%' and not active");
        pair.watchLater(A_WHILE);

        Finding told = pair.awaitFinding("hub", "copy_slot_left");

        assertThat(told.message()).contains("_sync_").contains("hub");
        feed.hub(Advice.in(told.remedy(), "hub").getFirst().sql());
        pair.awaitGone("hub", "copy_slot_left");
    }

    @Test
    void sequences_stay_behind() {
        pair.feed("v_sequences").awaitWell();

        Finding told = pair.awaitFinding("house", "sequences_not_replicated");

        assertThat(told.severity()).isEqualTo(Severity.NOTE);
        assertThat(told.remedy()).contains("setval");
    }
}

package dev.pgrm.fleet.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.workload.Workload;
import dev.pgrm.domain.health.Finding;
import dev.pgrm.domain.health.Finding.Severity;
import dev.pgrm.domain.stream.Stream.Status;
import dev.pgrm.domain.topology.Topology;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What looks like trouble and is none. */
abstract class CalmScenes extends PairScenes {
    private static final int POLLS_OF_AN_HOUR_AT_FIVE_SECONDS = 720;

    @Test
    void an_hour_of_polls_while_nothing_is_written() {
        Feed feed = pair.feed("k_idle");
        feed.awaitWell();
        for (int poll = 0; poll < POLLS_OF_AN_HOUR_AT_FIVE_SECONDS; poll++) {
            nothingToActUpon();
        }
        feed.awaitWell();
    }

    @Test
    void tables_that_come_and_are_copied() {
        Feed feed = pair.feed("k_refreshed");
        feed.awaitWell();
        feed.house("create table $_more (id int primary key)")
                .hub("create table $_more as select generate_series(1, 1000) id");
        feed.hub("alter table $_more add primary key (id)", "alter publication $ add table $_more");
        feed.house("alter subscription $ refresh publication");
        await().atMost(Pair.PATIENCE).until(() -> {
            nothingToActUpon();
            return feed.atHouse("select count(*) from $_more").equals("1000");
        });
        feed.awaitFlowing().awaitWell();
    }

    @Test
    void a_busy_source() {
        Feed feed = pair.planned("k_busy");
        feed.hub(
                "alter table $ add payload text, add changed_at timestamptz default now(), alter id add generated always as identity");
        feed.house("alter table $ add payload text, add changed_at timestamptz");
        feed.subscribed("copy_data = false").awaitFlowing().awaitWell();
        try (Workload workload = Workload.on(pair.hub().database(), 50, "k_busy")) {
            await().atMost(Pair.PATIENCE).until(() -> {
                nothingToActUpon();
                return workload.transactions() > 100;
            });
        }
        feed.awaitWell();
    }

    @Test
    void a_clean_restart_of_either_end_passes_by_itself() {
        Feed feed = pair.feed("k_restart");
        feed.awaitWell();
        for (var server : List.of(pair.hub(), pair.house())) {
            server.restart();
            feed.awaitFlowing().awaitWell();
            var calm = new AtomicInteger();
            await().atMost(Pair.PATIENCE).until(() -> {
                nothingToActUpon();
                return calm.incrementAndGet() > 20;
            });
        }
    }

    @Test
    void a_subscription_that_is_altered_restarts_its_worker() {
        Feed feed = pair.feed("k_altered");
        feed.awaitWell();
        feed.house("alter subscription $ set (binary = true)");
        await().atMost(Pair.PATIENCE).until(() -> {
            Topology topology = pair.look();
            assertThat(topology.streams())
                    .as("%s", topology.streams())
                    .allSatisfy(stream -> assertThat(stream.status()).isNotEqualTo(Status.ERROR));
            return feed.atHouse("select pid is not null from pg_stat_subscription")
                    .equals("t");
        });
        feed.awaitFlowing().awaitWell();
    }

    private void nothingToActUpon() {
        Topology topology = pair.look();
        assertThat(Stream.of(
                                topology.streams().stream().flatMap(each -> each.health().findings().stream()),
                                topology.nodes().stream().flatMap(each -> each.health().findings().stream()),
                                topology.servers().stream().flatMap(each -> each.health().findings().stream()))
                        .flatMap(findings -> findings)
                        .filter(each -> each.severity() != Severity.NOTE))
                .extracting(Finding::code, Finding::message)
                .isEmpty();
        assertThat(topology.streams()).allSatisfy(stream -> {
            assertThat(stream.status().healthy()).as(stream.reason()).isTrue();
            assertThat(stream.error()).isNull();
        });
    }
}

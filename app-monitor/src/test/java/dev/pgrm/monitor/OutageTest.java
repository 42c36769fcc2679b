package dev.pgrm.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Observation.Unseen;
import dev.pgrm.monitor.boot.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class OutageTest {
    private Site site;

    @BeforeEach
    void open() throws Exception {
        site = new Site();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void a_server_that_swallows_everything_delays_no_other() throws Exception {
        site.monitor();
        var silent = site.way();
        var lost = site.register(silent, "file:monitor").serverId();
        var other = site.register(site.way(), "file:monitor").serverId();
        await().atMost(Site.BOUND)
                .until(() -> site.sightings().latest(lost) instanceof Seen
                        && site.sightings().latest(other) instanceof Seen);

        silent.blackHole();
        int mark = site.sightings().mark();

        await().atMost(Site.BOUND).until(() -> site.sightings().latest(lost) instanceof Unseen);
        assertThat(site.sightings().seenSince(mark, other))
                .as("polls of the other while the silent one was waited for")
                .hasSizeGreaterThan(4);
        silent.restore();
        await().atMost(Site.BOUND).until(() -> site.sightings().latest(lost) instanceof Seen);
    }

    @Test
    void observations_flow_again_after_redis_was_lost_and_came_back_empty() throws Exception {
        var monitor = site.monitor();
        var server = site.register(site.way(), "file:monitor").serverId();
        await().atMost(Site.BOUND).until(() -> site.sightings().latest(server) instanceof Seen);

        site.redis().kill();
        await().atMost(Site.BOUND).until(() -> monitor.status("/health/readiness") == 503);
        assertThat(monitor.status("/health/liveness")).isEqualTo(200);
        int mark = site.sightings().mark();
        site.redis().start();

        await().atMost(Site.BOUND)
                .until(() -> site.sightings().seenSince(mark, server).size() > 2);
        await().atMost(Site.BOUND).until(() -> monitor.status("/health/readiness") == 200);
    }

    @Test
    void what_is_registered_goes_on_being_watched_while_the_store_is_away() throws Exception {
        var monitor = site.monitor();
        var server = site.register(site.way(), "file:monitor").serverId();
        await().atMost(Site.BOUND).until(() -> site.sightings().latest(server) instanceof Seen);

        Premises.store().stop();
        try {
            int mark = site.sightings().mark();
            // Longer than a lease lasts: it is renewed without the store.
            await().atMost(Site.BOUND)
                    .until(() -> site.sightings().seenSince(mark, server).size() > 24);
            assertThat(monitor.watched()).containsExactly(server);
        } finally {
            Premises.store().start();
        }
    }

    @Test
    void waits_for_a_store_that_is_not_up_yet() throws Exception {
        try (var store = PostgresServer.builder("late-store").start()) {
            store.stop();
            var environment = site.environment();
            environment.put("PGRM_STORE_URL", store.jdbcUrl());
            environment.put("PGRM_STORE_USER", store.superuser().user());
            environment.put("PGRM_STORE_PASSWORD", store.superuser().password());
            try (var monitor = new Monitor(Main.start(environment))) {
                assertThat(monitor.status("/health/liveness")).isEqualTo(200);
                assertThat(monitor.status("/health/readiness")).isEqualTo(503);
                store.start();
                await().atMost(Site.BOUND).until(() -> monitor.status("/health/readiness") == 200);
            }
        }
    }
}

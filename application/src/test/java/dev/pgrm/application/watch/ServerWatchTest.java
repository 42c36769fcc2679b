package dev.pgrm.application.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.observation.InMemoryObservations;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.server.Server;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerWatchTest {
    private final MovableClock clock = new MovableClock();
    private final Server server = new Server(new ServerId(UUID.randomUUID()), new Endpoint("db-1", 5432));
    private final InMemoryObservations observations = new InMemoryObservations();
    private final ScriptedProbes probes = new ScriptedProbes(clock);
    private final ServerWatch watch = new ServerWatch(
            server, List.of(), probes, observations, observations.lastKnown(), poll -> {}, clock, Duration.ofHours(1));

    @AfterEach
    void stop() {
        watch.stop();
    }

    private void poll() throws Exception {
        watch.pollNow().get(10, TimeUnit.SECONDS);
    }

    @Test
    void goes_on_from_what_another_worker_saw() throws Exception {
        Observation before = ScriptedProbes.unseen(server.id(), clock);
        observations.publish(before);
        watch.start();
        poll();

        assertThat(probes.previous.getFirst()).contains(before);
    }

    @Test
    void goes_on_from_the_last_known_when_the_cache_is_empty() throws Exception {
        Observation before = ScriptedProbes.unseen(server.id(), clock);
        observations.lastKnown().keep(before);
        watch.start();
        poll();

        assertThat(probes.previous.getFirst()).contains(before);
    }

    @Test
    void learns_anew_when_nothing_can_be_recalled() throws Exception {
        observations.cacheTrouble = new IllegalStateException("no cache");
        watch.start();
        poll();

        assertThat(probes.previous.getFirst()).isEqualTo(Optional.empty());
    }

    @Test
    void a_probe_that_throws_does_not_end_it() throws Exception {
        probes.failuresToOpen.add(new IllegalStateException("not yet"));
        probes.failuresToPoll.add(new IllegalStateException("a bug"));
        watch.start();
        poll();
        poll();
        poll();

        assertThat(observations.published).isNotEmpty();
        assertThat(probes.opened).hasSize(1);
    }

    @Test
    void what_cannot_be_published_is_kept_all_the_same() throws Exception {
        observations.cacheTrouble = new IllegalStateException("no cache");
        watch.start();
        poll();

        assertThat(observations.kept).hasSize(1);
    }

    @Test
    void keeps_an_observation_once_a_minute() throws Exception {
        watch.start();
        poll();
        poll();
        assertThat(observations.kept).hasSize(1);

        clock.advance(Duration.ofSeconds(59));
        poll();
        assertThat(observations.kept).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        poll();
        assertThat(observations.kept).hasSize(2);
    }

    @Test
    void closes_its_probe_when_stopped() throws Exception {
        watch.start();
        poll();
        watch.stop();

        await().untilAsserted(() -> assertThat(probes.closed).hasValue(1));
    }

    @Test
    void says_nothing_more_of_its_server_once_it_is_stopped() {
        probes.hold();
        watch.start();
        await().until(() -> !probes.opened.isEmpty());
        var wish = watch.pollNow();
        watch.stop();
        probes.letGo();

        await().untilAsserted(() -> assertThat(probes.closed).hasValue(1));
        assertThat(observations.published).isEmpty();
        assertThat(observations.kept).isEmpty();
        assertThat(wish).isCancelled();
    }

    @Test
    void a_wish_does_not_wait_for_ever_on_a_watch_that_was_stopped() {
        var wish = watch.pollNow();
        watch.stop();
        watch.start();

        await().untilAsserted(() -> assertThat(wish).isDone());
    }
}

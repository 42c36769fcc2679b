package dev.pgrm.application.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.observation.InMemoryObservations;
import dev.pgrm.application.watch.ServerWatch.Leaseholder;
import dev.pgrm.application.watch.ServerWatch.Surroundings;
import dev.pgrm.application.watch.Watching.Pace;
import dev.pgrm.domain.log.LogEntry;
import dev.pgrm.domain.log.LogEntry.Severity;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.server.Server;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServerWatchTest {
    private static final Pace PACE = new Pace(Duration.ofHours(1), Duration.ofSeconds(10));

    private static final ReplicationMessage HEARD = new ReplicationMessage(
            "slot_lost",
            new LogEntry(Instant.EPOCH, Severity.ERROR, null, "x", null, null, null, null, 1, null, null, null),
            null,
            null,
            null,
            null,
            null);

    private final MovableClock clock = new MovableClock();
    private final Server server = new Server(new ServerId(UUID.randomUUID()), new Endpoint("db-1", 5432));
    private final WorkerId self = new WorkerId(UUID.randomUUID());
    private final WorkerId other = new WorkerId(UUID.randomUUID());
    private final InMemoryLeases leases = new InMemoryLeases(clock);
    private final InMemoryObservations observations = new InMemoryObservations();
    private final ScriptedProbes probes = new ScriptedProbes(clock);
    private final Keeping keeping = new Keeping(observations.lastKnown());
    private final AtomicInteger wanted = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final ServerWatch watch = watch();

    private ServerWatch watch() {
        leases.hold(server.id(), self, Duration.ofHours(24));
        return new ServerWatch(
                server,
                List.of(),
                new Surroundings(
                        self,
                        probes,
                        observations,
                        new InMemoryReports(observations, leases),
                        observations.lastKnown(),
                        keeping,
                        poll -> {},
                        clock,
                        clock::nanos,
                        PACE),
                new Leaseholder() {
                    @Override
                    public void wanted() {
                        wanted.incrementAndGet();
                    }

                    @Override
                    public boolean holds(ServerWatch holder) {
                        return self.equals(leases.holders(List.of(server.id())).get(server.id()));
                    }

                    @Override
                    public void lost(ServerWatch ended) {
                        lost.incrementAndGet();
                    }
                },
                clock.nanos() + Duration.ofHours(24).toNanos());
    }

    @AfterEach
    void stop() {
        watch.stop();
        keeping.close();
    }

    private void poll() throws Exception {
        watch.pollNow().get(10, TimeUnit.SECONDS);
    }

    @Test
    void goes_on_from_what_another_worker_saw() throws Exception {
        Observation before = ScriptedProbes.unseen(server.id(), clock);
        observations.publish(before);
        watch.start(Duration.ZERO);
        poll();

        assertThat(probes.previous.getFirst()).contains(before);
    }

    @Test
    void goes_on_from_the_last_known_when_the_cache_is_empty() throws Exception {
        Observation before = ScriptedProbes.unseen(server.id(), clock);
        observations.lastKnown().keep(before);
        watch.start(Duration.ZERO);
        poll();

        assertThat(probes.previous.getFirst()).contains(before);
    }

    @Test
    void learns_anew_when_nothing_can_be_recalled() throws Exception {
        observations.cacheTrouble = new IllegalStateException("no cache");
        watch.start(Duration.ZERO);
        poll();

        assertThat(probes.previous.getFirst()).isEqualTo(Optional.empty());
    }

    @Test
    void a_probe_that_throws_does_not_end_it() throws Exception {
        probes.failuresToOpen.add(new IllegalStateException("not yet"));
        probes.failuresToPoll.add(new IllegalStateException("a bug"));
        watch.start(Duration.ZERO);
        poll();
        poll();
        poll();

        assertThat(observations.published).isNotEmpty();
        assertThat(probes.opened).hasSize(1);
    }

    @Test
    void what_cannot_be_published_is_kept_all_the_same() throws Exception {
        observations.cacheTrouble = new IllegalStateException("no cache");
        watch.start(Duration.ZERO);
        poll();

        await().untilAsserted(() -> assertThat(observations.kept).hasSize(1));
    }

    @Test
    void keeps_an_observation_once_a_minute() throws Exception {
        watch.start(Duration.ZERO);
        poll();
        poll();
        await().untilAsserted(() -> assertThat(observations.kept).hasSize(1));

        clock.advance(Duration.ofSeconds(59));
        poll();
        clock.advance(Duration.ofSeconds(1));
        poll();
        await().untilAsserted(() -> assertThat(observations.kept).hasSize(2));
        assertThat(observations.kept.getLast()).isEqualTo(observations.published.getLast());
    }

    @Test
    void a_store_that_is_away_holds_no_poll_up() throws Exception {
        observations.storeTrouble = new IllegalStateException("no store");
        watch.start(Duration.ZERO);
        poll();
        poll();

        assertThat(observations.published).hasSizeGreaterThanOrEqualTo(2);
        observations.storeTrouble = null;
        await().untilAsserted(() -> assertThat(observations.kept).hasSize(1));
    }

    @Test
    void whoever_lost_the_lease_to_another_says_nothing_and_ends() {
        leases.release(server.id(), self);
        leases.hold(server.id(), other, Duration.ofHours(24));

        watch.start(Duration.ZERO);

        await().untilAsserted(() -> assertThat(watch.ended()).isDone());
        assertThat(observations.published).isEmpty();
        assertThat(observations.kept).isEmpty();
        assertThat(probes.closed).hasValue(1);
        assertThat(lost).hasValue(1);
    }

    @Test
    void what_was_heard_in_the_log_is_kept_by_who_holds_the_lease_alone() throws Exception {
        probes.hears = List.of(HEARD);
        watch.start(Duration.ZERO);
        poll();
        assertThat(probes.kept).contains(HEARD);

        leases.release(server.id(), self);
        leases.hold(server.id(), other, Duration.ofHours(24));
        probes.kept.clear();
        var _ = watch.pollNow();
        await().untilAsserted(() -> assertThat(watch.ended()).isDone());
        assertThat(probes.kept).isEmpty();
    }

    @Test
    void what_was_heard_by_one_who_was_paused_until_the_lease_had_run_out_is_not_kept() {
        probes.hears = List.of(HEARD);
        probes.hold();
        watch.start(Duration.ZERO);
        await().until(() -> !probes.opened.isEmpty());
        clock.advance(Duration.ofHours(25));
        probes.letGo();

        await().untilAsserted(() -> assertThat(wanted).hasPositiveValue());
        assertThat(probes.kept).isEmpty();
    }

    @Test
    void a_lease_that_ended_before_its_time_is_taken_again_at_once() throws Exception {
        watch.start(Duration.ZERO);
        poll();
        assertThat(watch.wantsRenewal()).isFalse();
        leases.forgetEverything();
        poll();
        assertThat(watch.wantsRenewal()).isTrue();

        watch.leasedUntil(clock.nanos() + Duration.ofHours(24).toNanos());
        assertThat(watch.wantsRenewal()).isFalse();
    }

    @Test
    void whose_lease_is_gone_says_nothing_until_it_is_held_again() throws Exception {
        leases.forgetEverything();
        watch.start(Duration.ZERO);
        await().untilAsserted(() -> assertThat(wanted).hasPositiveValue());
        assertThat(observations.published).isEmpty();

        leases.hold(server.id(), self, Duration.ofHours(24));
        poll();

        assertThat(observations.published).isNotEmpty();
        assertThat(probes.opened).as("sessions that were kept").hasSize(1);
    }

    @Test
    void does_not_even_look_while_its_lease_has_run_out() throws Exception {
        watch.start(Duration.ZERO);
        poll();
        int polled = probes.previous.size();
        clock.advance(Duration.ofHours(25));

        var wish = watch.pollNow();
        await().untilAsserted(() -> assertThat(wanted).hasPositiveValue());
        assertThat(probes.previous).hasSize(polled);
        assertThat(wish).isNotDone();

        leases.hold(server.id(), self, Duration.ofHours(24));
        watch.leasedUntil(clock.nanos() + Duration.ofHours(24).toNanos());
        poll();
        assertThat(wish).isCompleted();
    }

    @Test
    void keeps_nothing_once_its_lease_has_run_out_without_the_cache() throws Exception {
        observations.cacheTrouble = new IllegalStateException("no cache");
        probes.hold();
        watch.start(Duration.ZERO);
        await().until(() -> !probes.opened.isEmpty());
        clock.advance(Duration.ofHours(25));
        probes.letGo();

        await().untilAsserted(() -> assertThat(wanted).hasPositiveValue());
        watch.stop();
        await().untilAsserted(() -> assertThat(watch.ended()).isDone());
        assertThat(observations.kept).isEmpty();
    }

    @Test
    void closes_its_probe_when_stopped() throws Exception {
        watch.start(Duration.ZERO);
        poll();
        watch.stop();

        await().untilAsserted(() -> assertThat(probes.closed).hasValue(1));
    }

    @Test
    void says_nothing_more_of_its_server_once_it_is_stopped() {
        probes.hold();
        watch.start(Duration.ZERO);
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
        watch.start(Duration.ZERO);

        await().untilAsserted(() -> assertThat(wish).isDone());
    }
}

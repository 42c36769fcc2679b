package dev.pgrm.application.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.database.InMemoryRegistry;
import dev.pgrm.application.database.Specs;
import dev.pgrm.application.observation.InMemoryObservations;
import dev.pgrm.application.watch.Watching.Pace;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.server.Server;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchingTest {
    private static final Pace PACE = new Pace(Duration.ofHours(1), Duration.ofSeconds(15));

    private final MovableClock clock = new MovableClock();
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final InMemoryLeases leases = new InMemoryLeases(clock);
    private final InMemoryObservations observations = new InMemoryObservations();
    private final ScriptedProbes probes = new ScriptedProbes(clock);
    private final List<Watching> all = new ArrayList<>();
    private final WorkerId self = new WorkerId(new UUID(1, 1));

    private Watching worker(WorkerId id) {
        var watching = new Watching(
                id,
                registry,
                leases,
                probes,
                observations,
                new InMemoryReports(observations, leases),
                observations.lastKnown(),
                poll -> {},
                clock,
                clock::nanos,
                PACE);
        all.add(watching);
        return watching;
    }

    private static void turn(Watching watching) {
        watching.readRegistry();
        watching.takeTurn();
    }

    private void register(int servers) {
        for (int i = 0; i < servers; i++) {
            registry.add(Specs.on("db-" + i, "orders-" + i), Keeper.PEOPLE, "ada", clock.instant());
        }
    }

    private Set<ServerId> servers() {
        return registry.all().servers().stream().map(Server::id).collect(Collectors.toSet());
    }

    @AfterEach
    void close() {
        leases.unavailable(false);
        all.forEach(Watching::close);
    }

    @Test
    void one_worker_watches_everything_and_holds_its_leases() {
        register(5);
        var watching = worker(self);
        turn(watching);

        assertThat(watching.watched()).isEqualTo(servers());
        assertThat(leases.holders(servers())).hasSize(5).containsValue(self);
    }

    @Test
    void gives_back_what_falls_to_a_worker_that_joins() {
        register(20);
        var first = worker(self);
        var second = worker(new WorkerId(new UUID(2, 2)));
        turn(first);
        turn(second);
        turn(first);

        await().untilAsserted(() -> {
            turn(second);
            assertThat(second.watched()).hasSize(20 - first.watched().size());
        });
        assertThat(first.watched()).hasSizeBetween(9, 11).doesNotContainAnyElementsOf(second.watched());
    }

    @Test
    void gives_back_nothing_that_is_still_being_polled() {
        register(20);
        var first = worker(self);
        var second = worker(new WorkerId(new UUID(2, 2)));
        turn(first);
        await().untilAsserted(() -> assertThat(probes.opened).hasSize(20));
        probes.hold();
        var _ = first.pollNow(servers(), Duration.ofMillis(1));
        await().untilAsserted(() -> assertThat(probes.waiting()).isEqualTo(20));
        turn(second);
        turn(first);
        turn(second);

        assertThat(first.watched()).hasSizeBetween(9, 11);
        assertThat(second.watched()).isEmpty();
        probes.letGo();
        await().untilAsserted(() -> {
            turn(second);
            assertThat(second.watched()).hasSize(20 - first.watched().size());
        });
    }

    @Test
    void nothing_changes_hands_when_the_keeper_of_leases_comes_back_without_memory() {
        register(20);
        var first = worker(self);
        var second = worker(new WorkerId(new UUID(2, 2)));
        turn(first);
        turn(second);
        turn(first);
        await().untilAsserted(() -> {
            turn(second);
            assertThat(second.watched()).hasSize(20 - first.watched().size());
        });
        var before = first.watched();
        // By then each of the two has opened what it has to.
        first.pollNow(servers(), Duration.ofSeconds(30)).join();
        second.pollNow(servers(), Duration.ofSeconds(30)).join();
        int opened = probes.opened.size();

        leases.forgetEverything();
        clock.advance(PACE.turn().multipliedBy(3));
        turn(first);
        turn(second);
        turn(first);

        assertThat(first.watched()).isEqualTo(before);
        assertThat(second.watched()).hasSize(20 - before.size());
        assertThat(leases.holders(servers())).hasSize(20);
        assertThat(probes.opened).as("sessions that were kept").hasSize(opened);
    }

    @Test
    void a_worker_that_was_paused_longer_than_its_leases_leaves_them_to_the_other() {
        register(20);
        var paused = worker(self);
        var other = worker(new WorkerId(new UUID(2, 2)));
        turn(paused);
        clock.advance(PACE.lease().plusMillis(1));
        turn(other);
        assertThat(other.watched()).hasSize(20);

        turn(paused);

        assertThat(paused.watched()).isEmpty();
        assertThat(leases.holders(servers())).hasSize(20).doesNotContainValue(self);
        turn(other);
        await().untilAsserted(() -> {
            turn(paused);
            assertThat(paused.watched()).hasSize(20 - other.watched().size());
        });
        assertThat(other.watched()).hasSizeBetween(9, 11);
    }

    @Test
    void a_worker_that_has_not_read_the_registry_yet_takes_no_share() {
        register(4);
        var watching = worker(self);
        registry.unavailable();
        turn(watching);

        assertThat(leases.liveWorkers()).isEmpty();
    }

    @Test
    void begins_anew_when_the_databases_of_a_server_change() {
        register(1);
        var watching = worker(self);
        turn(watching);
        await().untilAsserted(() -> assertThat(probes.opened).hasSize(1));
        turn(watching);
        registry.add(Specs.on("db-0", "stock"), Keeper.PEOPLE, "ada", clock.instant());
        turn(watching);

        await().untilAsserted(() -> assertThat(probes.opened).hasSize(2));
        await().untilAsserted(() -> assertThat(probes.closed).hasValue(1));
        assertThat(probes.opened.getLast()).hasSize(2);
    }

    @Test
    void stops_watching_what_was_removed() {
        register(1);
        var watching = worker(self);
        turn(watching);
        var server = servers();
        var database = registry.all().databases().getFirst();
        registry.remove(database.id(), database.version());
        turn(watching);

        assertThat(watching.watched()).isEmpty();
        await().untilAsserted(() -> assertThat(leases.holders(server)).isEmpty());
    }

    @Test
    void goes_on_until_its_leases_would_have_ended_when_their_keeper_is_gone() {
        register(1);
        var watching = worker(self);
        turn(watching);
        leases.unavailable(true);

        clock.advance(PACE.lease().minusMillis(1));
        turn(watching);
        assertThat(watching.watched()).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        turn(watching);
        assertThat(watching.watched()).isEmpty();
    }

    @Test
    void goes_on_and_renews_its_leases_when_the_store_is_gone() {
        register(1);
        var watching = worker(self);
        turn(watching);
        Set<ServerId> servers = servers();
        registry.unavailable();
        for (int i = 0; i < 15; i++) {
            clock.advance(PACE.turn());
            turn(watching);
        }

        assertThat(watching.watched()).hasSize(1);
        assertThat(leases.holders(servers)).hasSize(1);
    }

    @Test
    void polls_on_request_what_it_watches_and_says_which() throws Exception {
        register(2);
        var watching = worker(self);
        turn(watching);
        var stranger = new ServerId(UUID.randomUUID());
        var asked = new ArrayList<>(servers());
        asked.add(stranger);

        assertThat(watching.pollNow(asked, Duration.ofSeconds(10)).get(10, TimeUnit.SECONDS))
                .isEqualTo(servers());
        assertThat(observations.published).extracting(each -> each.serverId()).containsAll(servers());
    }

    @Test
    void a_server_that_hangs_keeps_nobody_waiting_for_the_others() throws Exception {
        register(1);
        var watching = worker(self);
        probes.hold();
        turn(watching);

        try {
            assertThat(watching.pollNow(servers(), Duration.ofMillis(1)).get(10, TimeUnit.SECONDS))
                    .isEmpty();
        } finally {
            probes.letGo();
        }
    }

    @Test
    void takes_nothing_up_again_once_it_is_closed() {
        register(3);
        var watching = worker(self);
        watching.close();
        turn(watching);

        assertThat(watching.watched()).isEmpty();
        assertThat(leases.holders(servers())).isEmpty();
        assertThat(leases.liveWorkers()).isEmpty();
    }

    @Test
    void hands_everything_back_when_closed() {
        register(3);
        var watching = worker(self);
        turn(watching);
        watching.close();

        assertThat(watching.watched()).isEmpty();
        assertThat(leases.holders(servers())).isEmpty();
        assertThat(leases.liveWorkers()).isEmpty();
    }
}

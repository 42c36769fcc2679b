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
                id, registry, leases, probes, observations, observations.lastKnown(), poll -> {}, clock, PACE);
        all.add(watching);
        return watching;
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
        watching.takeTurn();

        assertThat(watching.watched()).isEqualTo(servers());
        assertThat(leases.holders(servers())).hasSize(5).containsValue(self);
    }

    @Test
    void gives_back_what_falls_to_a_worker_that_joins() {
        register(20);
        var first = worker(self);
        var second = worker(new WorkerId(new UUID(2, 2)));
        first.takeTurn();
        second.takeTurn();
        first.takeTurn();
        second.takeTurn();

        assertThat(first.watched()).isNotEmpty().doesNotContainAnyElementsOf(second.watched());
        assertThat(second.watched()).isNotEmpty();
        assertThat(first.watched().size() + second.watched().size()).isEqualTo(20);
    }

    @Test
    void begins_anew_when_the_databases_of_a_server_change() {
        register(1);
        var watching = worker(self);
        watching.takeTurn();
        await().untilAsserted(() -> assertThat(probes.opened).hasSize(1));
        watching.takeTurn();
        registry.add(Specs.on("db-0", "stock"), Keeper.PEOPLE, "ada", clock.instant());
        watching.takeTurn();

        await().untilAsserted(() -> assertThat(probes.opened).hasSize(2));
        await().untilAsserted(() -> assertThat(probes.closed).hasValue(1));
        assertThat(probes.opened.getLast()).hasSize(2);
    }

    @Test
    void stops_watching_what_was_removed() {
        register(1);
        var watching = worker(self);
        watching.takeTurn();
        var server = servers();
        var database = registry.all().databases().getFirst();
        registry.remove(database.id(), database.version());
        watching.takeTurn();

        assertThat(watching.watched()).isEmpty();
        assertThat(leases.holders(server)).isEmpty();
    }

    @Test
    void goes_on_until_its_leases_would_have_ended_when_their_keeper_is_gone() {
        register(1);
        var watching = worker(self);
        watching.takeTurn();
        leases.unavailable(true);

        clock.advance(PACE.lease());
        watching.takeTurn();
        assertThat(watching.watched()).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        watching.takeTurn();
        assertThat(watching.watched()).isEmpty();
    }

    @Test
    void goes_on_and_renews_its_leases_when_the_store_is_gone() {
        register(1);
        var watching = worker(self);
        watching.takeTurn();
        Set<ServerId> servers = servers();
        registry.unavailable();
        clock.advance(PACE.turn());
        watching.takeTurn();
        clock.advance(PACE.lease());

        assertThat(watching.watched()).hasSize(1);
        assertThat(leases.holders(servers)).hasSize(1);
    }

    @Test
    void polls_on_request_what_it_watches_and_says_which() throws Exception {
        register(2);
        var watching = worker(self);
        watching.takeTurn();
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
        watching.takeTurn();

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
        watching.takeTurn();

        assertThat(watching.watched()).isEmpty();
        assertThat(leases.holders(servers())).isEmpty();
        assertThat(leases.liveWorkers()).isEmpty();
    }

    @Test
    void hands_everything_back_when_closed() {
        register(3);
        var watching = worker(self);
        watching.takeTurn();
        watching.close();

        assertThat(watching.watched()).isEmpty();
        assertThat(leases.holders(servers())).isEmpty();
        assertThat(leases.liveWorkers()).isEmpty();
    }
}

package dev.pgrm.application.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.application.database.InMemoryRegistry;
import dev.pgrm.application.database.Specs;
import dev.pgrm.application.observation.InMemoryObservations;
import dev.pgrm.application.topology.LiveTopology.Snapshot;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.topology.Topology;
import dev.pgrm.domain.topology.Topology.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveTopologyTest {
    private final MovableClock clock = new MovableClock();
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final InMemoryObservations observations = new InMemoryObservations();
    private final InMemoryIdentities identities = new InMemoryIdentities();
    private final LiveTopology topology = new LiveTopology(
            registry, observations, observations.lastKnown(), identities, clock, Duration.ofSeconds(30));

    private ServerId register(String host) {
        return registry.add(Specs.on(host, host), Keeper.PEOPLE, "ada", clock.instant())
                .serverId();
    }

    private List<Status> statuses() {
        return topology.refresh().topology().servers().stream()
                .map(Topology.MappedServer::status)
                .filter(status -> status != Status.UNREGISTERED)
                .toList();
    }

    @Test
    void older_news_than_what_is_known_is_dropped() {
        ServerId server = register("db-1");
        topology.refresh();
        topology.observe(Sights.of(server, clock.instant(), 200));
        topology.observe(Sights.of(server, clock.instant().minusSeconds(1), 100));

        assertThat(topology.refresh().topology().servers())
                .extracting(Topology.MappedServer::wal)
                .contains(new Lsn(200));
    }

    @Test
    void what_a_worker_with_a_clock_ahead_saw_gives_way_to_what_the_next_one_sees() {
        ServerId server = register("db-1");
        topology.refresh();
        topology.observe(Sights.of(server, clock.instant().plus(Duration.ofHours(1)), 100));
        topology.observe(Sights.of(server, clock.instant(), 200));

        assertThat(topology.refresh().topology().servers())
                .extracting(Topology.MappedServer::wal)
                .contains(new Lsn(200));
    }

    @Test
    void shows_a_change_of_the_registry_once_it_is_told() {
        topology.refresh();
        register("db-1");
        assertThat(topology.refresh().topology().servers()).isEmpty();

        topology.registryMayHaveChanged();

        assertThat(statuses()).containsExactly(Status.PENDING);
    }

    @Test
    void forgets_what_was_seen_of_a_server_that_was_removed() {
        ServerId server = register("db-1");
        topology.observe(Sights.of(server, clock.instant(), 1));
        topology.refresh();
        var database = registry.all().databases().getFirst();
        registry.remove(database.id(), database.version());
        topology.registryMayHaveChanged();
        topology.refresh();

        assertThat(topology.observations()).isEmpty();
        assertThat(topology.current().topology()).isEqualTo(Topology.EMPTY);
    }

    @Test
    void what_the_cache_has_lost_is_filled_up_from_the_store() {
        ServerId cached = register("db-1");
        ServerId lost = register("db-2");
        observations.publish(Sights.of(cached, clock.instant(), 1));
        observations.lastKnown().keep(Sights.of(lost, clock.instant(), 1));

        assertThat(statuses()).containsExactly(Status.CONNECTED, Status.CONNECTED);
    }

    @Test
    void reads_again_what_could_not_be_read() {
        ServerId server = register("db-1");
        observations.publish(Sights.of(server, clock.instant(), 1));
        observations.cacheTrouble = new IllegalStateException("no cache");
        observations.storeTrouble = new StoreUnavailable("no store");
        assertThat(statuses()).containsExactly(Status.PENDING);

        observations.cacheTrouble = null;
        observations.storeTrouble = null;

        assertThat(statuses()).containsExactly(Status.CONNECTED);
    }

    @Test
    void news_is_shown_while_the_registry_cannot_be_read() {
        ServerId server = register("db-1");
        topology.refresh();
        registry.unavailable();
        topology.registryMayHaveChanged();
        topology.observe(Sights.of(server, clock.instant(), 1));

        assertThat(statuses()).containsExactly(Status.CONNECTED);
    }

    @Test
    void what_has_no_id_yet_waits_for_the_store_and_all_else_goes_on() {
        ServerId first = register("db-1");
        topology.observe(Sights.of(first, clock.instant(), 1));
        topology.refresh();
        ServerId second = register("db-2");
        topology.registryMayHaveChanged();
        identities.trouble = new StoreUnavailable("no store");
        topology.observe(Sights.of(first, clock.instant(), 2));
        topology.observe(Sights.of(second, clock.instant(), 3));

        assertThat(topology.refresh().topology().streams()).hasSize(1);
        assertThat(topology.current().topology().servers())
                .extracting(Topology.MappedServer::wal)
                .contains(new Lsn(2), new Lsn(3));

        identities.trouble = null;
        assertThat(topology.refresh().topology().streams()).hasSize(2);
    }

    @Test
    void knows_nothing_until_the_registry_was_read_once() {
        registry.unavailable();

        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(topology::refresh);
    }

    @Test
    void ids_are_minted_once() {
        ServerId server = register("db-1");
        topology.observe(Sights.of(server, clock.instant(), 1));
        Snapshot first = topology.refresh();
        Snapshot second = topology.refresh();

        assertThat(first.topology().streams()).hasSize(1);
        assertThat(second.topology()).isEqualTo(first.topology());
        assertThat(identities.asked).isEqualTo(1);
    }

    @Test
    void listeners_hear_of_every_refresh() {
        var heard = new ArrayList<Snapshot>();
        topology.onRefresh(heard::add);
        Snapshot fresh = topology.refresh();

        assertThat(heard).containsExactly(fresh);
        assertThat(topology.current()).isEqualTo(fresh);
    }

    @Test
    void whoever_is_not_polled_any_more_is_shown_as_such() {
        ServerId server = register("db-1");
        topology.observe(Sights.of(server, clock.instant(), 1));
        clock.advance(Duration.ofSeconds(31));

        assertThat(statuses()).containsExactly(Status.DISCONNECTED);
    }
}

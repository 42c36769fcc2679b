package dev.pgrm.store;

import static dev.pgrm.store.TestBeans.unseen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.database.Registry;
import dev.pgrm.application.database.Specs;
import dev.pgrm.application.observation.LastKnownObservations;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.server.ServerId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("servers")
class PostgresLastKnownObservationsTest {
    @RegisterExtension
    static final StoreUnderTest STORE = new StoreUnderTest();

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void keeps_the_latest_of_each_server() {
        ServerId first = add("first").serverId();
        ServerId second = add("second").serverId();

        observations().keep(unseen(first, NOW));
        observations().keep(unseen(second, NOW));
        observations().keep(unseen(first, NOW.plusSeconds(60)));

        assertThat(observations().lastKnown(List.of(first, second)))
                .containsExactlyInAnyOrder(unseen(first, NOW.plusSeconds(60)), unseen(second, NOW));
        assertThat(observations().lastKnown(List.of(second))).containsExactly(unseen(second, NOW));
        assertThat(observations().lastKnown(List.of())).isEmpty();
    }

    @Test
    void an_older_one_that_comes_late_replaces_nothing() {
        ServerId server = add("orders").serverId();

        observations().keep(unseen(server, NOW));
        observations().keep(unseen(server, NOW.minusSeconds(1)));

        assertThat(observations().lastKnown(List.of(server))).containsExactly(unseen(server, NOW));
    }

    @Test
    void keeps_nothing_of_a_server_that_is_gone() {
        Database database = add("orders");
        observations().keep(unseen(database.serverId(), NOW));

        STORE.get(Registry.class).remove(database.id(), database.version());
        observations().keep(unseen(database.serverId(), NOW));
        observations().keep(unseen(new ServerId(UUID.randomUUID()), NOW));

        assertThat(STORE.database().value("select count(*) from last_known_observation"))
                .isEqualTo("0");
    }

    @Test
    void passes_over_what_cannot_be_read() {
        ServerId readable = add("readable").serverId();
        ServerId unreadable = add("unreadable").serverId();
        observations().keep(unseen(readable, NOW));
        observations().keep(unseen(unreadable, NOW));
        STORE.database()
                .sql("update last_known_observation set body = 'of another time' where server_id = '" + unreadable
                        + "'");

        assertThat(observations().lastKnown(List.of(readable, unreadable))).containsExactly(unseen(readable, NOW));
    }

    private static LastKnownObservations observations() {
        return STORE.get(LastKnownObservations.class);
    }

    private static Database add(String name) {
        return STORE.get(Registry.class).add(Specs.on(name + ".example.com", name), Keeper.PEOPLE, "ada", NOW);
    }
}

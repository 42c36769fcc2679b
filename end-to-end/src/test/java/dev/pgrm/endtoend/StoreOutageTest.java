package dev.pgrm.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.devkit.postgres.PostgresServer;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The store goes away and comes back while a monitor writes history. */
@Tag("servers")
class StoreOutageTest {
    private static final String PAGES = "select count(distinct at) from server_sample where at > ?::timestamptz";

    private static World world;
    private static Database store;

    @BeforeAll
    static void open() throws Exception {
        world = World.shared();
        store = world.installation().services().store().database("pgrm");
    }

    @Test
    void history_goes_on_and_tells_what_changed_meanwhile() throws Exception {
        var replica = world.fleet().server("reporting");
        await().atMost(Installation.BOUND).until(() -> status("/api/topology").equals("connected"));
        Instant before = lastPage();
        await().atMost(Installation.BOUND).until(() -> pagesSince(before) > 2);
        Instant well = lastPage();
        try {
            Instant broken = breaksWithoutStore(replica);
            Instant back = generatedAt();

            await().atMost(Installation.BOUND).until(() -> pagesSince(back) > 2);
            assertThat(status("/api/topology?at=" + well)).isEqualTo("connected");
            assertThat(status("/api/topology?at=" + back)).isEqualTo("disconnected");
            assertThat(status("/api/topology?at=" + lastPage())).isEqualTo("disconnected");
            assertThat(pagesSince(broken) - pagesSince(back))
                    .as("pages of the time without a store")
                    .isPositive();

            replica.start();
            await().atMost(Installation.BOUND)
                    .until(() -> status("/api/topology?at=" + lastPage()).equals("connected"));
            assertThat(status("/api/topology?at=" + back)).isEqualTo("disconnected");
        } finally {
            replica.start();
        }
    }

    /** Stops the replica while there is no store, and answers when that was seen. */
    private static Instant breaksWithoutStore(PostgresServer replica) throws Exception {
        store.server().stop();
        try {
            replica.stop();
            await().atMost(Installation.BOUND)
                    .until(() -> status("/api/topology").equals("disconnected"));
            Instant seen = generatedAt();
            // So that a page of that time is of a map on which it is down, also where others keep the machine busy.
            await().atMost(Installation.BOUND).until(() -> generatedAt().isAfter(seen.plusSeconds(8)));
            return seen;
        } finally {
            store.server().start();
        }
    }

    private static String status(String path) throws IOException, InterruptedException {
        return world.installation()
                .named(path, "nodes", "reports")
                .path("status")
                .asText();
    }

    private static Instant generatedAt() throws IOException, InterruptedException {
        JsonNode topology = world.installation().get("/api/topology");
        return Instant.parse(topology.path("generatedAt").asText());
    }

    private static Instant lastPage() {
        return Instant.parse(store.value(
                "select to_char(last_page at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') from history_pen"));
    }

    private static long pagesSince(Instant moment) {
        return Long.parseLong(store.value(PAGES, moment.toString()));
    }
}

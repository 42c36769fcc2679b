package dev.pgrm.api.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Pair;
import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

@WithApi
class SnapshotHttpTest {
    private static final Pair PAIR = Pair.in(RunningApi.shared());
    private static final Visitor PROGRAM = RunningApi.shared().program();

    private static JsonNode server(String id) {
        return PROGRAM.get("/api/snapshot")
                .is(200)
                .json()
                .path("servers")
                .valueStream()
                .filter(server -> server.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void holds_all_that_is_known_of_a_server() {
        JsonNode server = server(PAIR.publishingServer());

        assertThat(server.path("status").asText()).isEqualTo("connected");
        assertThat(server.path("facts").path("walLsn").asText()).isEqualTo("0/3000000");
        assertThat(server.path("facts").path("settings").path("wal_level").asText())
                .isEqualTo("logical");
        assertThat(server.path("facts").path("limits").isArray()).isTrue();
        assertThat(server.path("slots")
                        .valueStream()
                        .map(slot -> slot.path("name").asText()))
                .containsExactlyInAnyOrder(PAIR.slot(), PAIR.leftover());
        JsonNode database = server.path("databases").path(0);
        assertThat(database.path("id")).isEqualTo(PAIR.publisher().path("id"));
        assertThat(database.path("publications").path(0).path("name").asText()).isEqualTo("all");
    }

    @Test
    void holds_subscriptions_and_streams() {
        JsonNode subscription = server(PAIR.subscribingServer())
                .path("databases")
                .path(0)
                .path("subscriptions")
                .path(0);

        assertThat(subscription.path("name").asText()).isEqualTo(PAIR.slot());
        assertThat(subscription.path("tables").path("ready").asInt()).isEqualTo(3);
        assertThat(PROGRAM.get("/api/snapshot")
                        .json()
                        .path("streams")
                        .valueStream()
                        .map(stream -> stream.path("id").asText()))
                .contains(PAIR.stream().toString());
    }

    @Test
    void answers_304_to_whoever_has_it() {
        // Another class may change what is known between two requests.
        await().atMost(RunningApi.PATIENCE).until(() -> {
            String etag = PROGRAM.get("/api/snapshot").header("ETag");
            Reply again = PROGRAM.with("If-None-Match", etag).get("/api/snapshot");
            return again.status() == 304 && again.bytes().length == 0;
        });
    }

    @Test
    void compresses_for_those_who_can() throws IOException {
        Reply packed =
                PROGRAM.with("Accept-Encoding", "gzip").get("/api/snapshot").is(200);

        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.bytes()))) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                    .contains(PAIR.slot());
        }
    }
}

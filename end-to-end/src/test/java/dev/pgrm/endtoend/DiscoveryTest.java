package dev.pgrm.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class DiscoveryTest {
    @Test
    void answers_with_what_every_server_was_asked_since() throws Exception {
        var world = World.shared();
        Instant asked = Clock.systemUTC().instant();
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(
                    HttpRequest.newBuilder(URI.create(world.installation().url("/api/replication/discover")))
                            .header("Authorization", "Bearer " + Installation.KEY)
                            .POST(BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());

            assertThat(response.statusCode()).isEqualTo(200);
            var nodes = new ObjectMapper().readTree(response.body()).path("nodes");
            assertThat(nodes).hasSizeGreaterThanOrEqualTo(3).allSatisfy(node -> {
                assertThat(node.path("status").asText()).isEqualTo("connected");
                assertThat(Instant.parse(node.path("observedAt").asText())).isAfter(asked);
            });
        }
    }
}

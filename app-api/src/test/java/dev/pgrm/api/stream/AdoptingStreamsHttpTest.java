package dev.pgrm.api.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Pair;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@WithApi
class AdoptingStreamsHttpTest {
    private static final Pair PAIR = Pair.in(RunningApi.shared());
    private static final Visitor PROGRAM = RunningApi.shared().program();

    /** Both ends are seen, one after the other. */
    @BeforeAll
    static void awaitBothEnds() {
        await().atMost(RunningApi.PATIENCE)
                .until(() -> !PROGRAM.get("/api/replication/streams/" + PAIR.stream())
                        .is(200)
                        .json()
                        .path("subscriptionDetails")
                        .isNull());
    }

    private static String path() {
        return "/api/replication/streams/" + PAIR.stream() + "/adopt";
    }

    @Test
    void begins_an_operation_whose_runbook_leaves_the_secret_out() {
        JsonNode operation = PROGRAM.post(path(), "{}").is(202).json();

        assertThat(operation.path("kind").asText()).isEqualTo("stream.adopt");
        assertThat(operation.at("/steps/0/name").asText()).isEqualTo("Try the connection");
        String at = "/api/operations/" + operation.path("id").asText();
        assertThat(PROGRAM.get(at).is(200).json()).isEqualTo(operation);
        assertThat(PROGRAM.get(at + "/runbook").is(200).body())
                .contains("host=''" + PAIR.publisher().path("host").asText() + "''", "password=...")
                .contains("alter subscription \"" + PAIR.slot() + "\" connection :'conninfo';");
    }

    @Test
    void leads_where_it_is_told() {
        JsonNode operation = PROGRAM.post(
                        path(),
                        "{\"connection\":{\"host\":\"10.0.0.7\",\"port\":6432,\"passfile\":\"/var/lib/it's \\\"mine\\\"\"}}")
                .is(202)
                .json();

        assertThat(PROGRAM.get("/api/operations/" + operation.path("id").asText() + "/runbook")
                        .is(200)
                        .body())
                .contains("host=''10.0.0.7'' port=''6432''", "/var/lib/it\\\\''s \"mine\"");
    }

    @Test
    void tells_what_is_wrong_with_the_connection() {
        assertThat(PROGRAM.post(
                                path(),
                                "{\"connection\":{\"host\":\"a b\",\"port\":70000,\"sslMode\":\"verify-ca\",\"passfile\":\"x\"}}")
                        .is(422)
                        .complaints())
                .containsExactly("connection.host", "connection.port", "connection.passfile");
        assertThat(PROGRAM.post(path(), "{\"connection\":{\"sslMode\":\"verify-ca\"}}")
                        .is(422)
                        .complaints())
                .containsExactly("connection.rootCertificate");
    }

    @Test
    void what_is_no_stream_is_unknown() {
        PROGRAM.post("/api/replication/streams/" + UUID.randomUUID() + "/adopt", "{}")
                .problem(404, "stream_unknown");
        PROGRAM.post("/api/replication/streams/odd/adopt", "{}").problem(400, "malformed_request");
        PROGRAM.post(path(), "{\"connection\":7}").is(400);
    }
}

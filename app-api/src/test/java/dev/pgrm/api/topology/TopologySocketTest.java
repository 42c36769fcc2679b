package dev.pgrm.api.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Databases;
import dev.pgrm.api.Hearing;
import dev.pgrm.api.Observed;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithApi
class TopologySocketTest {
    private final RunningApi api = RunningApi.shared();
    private final Visitor program = api.program();
    private final String name = Databases.freshName();

    @SuppressWarnings("NullAway.Init") // by BeforeEach
    private Hearing hearing;

    @BeforeEach
    void listen() {
        hearing = program.listen();
    }

    @AfterEach
    void leave() {
        hearing.close();
    }

    private JsonNode registered() {
        return program.post("/api/databases", Databases.named(name)).is(201).json();
    }

    private Predicate<JsonNode> tellsOf(String status) {
        return message -> message.at("/data/nodes")
                .valueStream()
                .anyMatch(node -> node.path("name").asText().equals(name)
                        && node.path("status").asText().equals(status));
    }

    private static Predicate<JsonNode> isDelta() {
        return message -> message.path("type").asText().equals("delta");
    }

    @Test
    void begins_with_a_snapshot_and_goes_on_with_every_delta_after_it() {
        registered();
        hearing.first(isDelta().and(tellsOf("pending")));
        List<JsonNode> messages = hearing.messages();
        assertThat(messages.getFirst().path("type").asText()).isEqualTo("snapshot");
        assertThat(messages.getFirst().at("/data/servers").isArray()).isTrue();
        for (int i = 1; i < messages.size(); i++) {
            assertThat(messages.get(i).path("type").asText()).isEqualTo("delta");
            assertThat(messages.get(i).path("seq").asLong())
                    .isEqualTo(messages.get(i - 1).path("seq").asLong() + 1);
            assertThat(messages.get(i).path("epoch"))
                    .isEqualTo(messages.getFirst().path("epoch"));
        }
    }

    @Test
    void tells_of_what_a_monitor_saw_and_of_nothing_else() {
        JsonNode database = registered();
        JsonNode first = hearing.first(tellsOf("pending"));
        api.monitor().publish(Observed.of(database).seen());
        JsonNode delta = hearing.first(tellsOf("connected"));
        assertThat(delta.path("seq").asLong()).isGreaterThan(first.path("seq").asLong());
        assertThat(delta.at("/data/servers").valueStream().map(each -> each.path("id")))
                .containsExactly(database.path("serverId"));
        assertThat(delta.at("/data/nodes")).hasSize(1);
        assertThat(delta.at("/data/streams")).isEmpty();
        assertThat(delta.at("/data/summary/databases").asInt()).isPositive();
    }

    @Test
    void tells_of_a_server_that_is_lost() {
        JsonNode database = registered();
        api.monitor().publish(Observed.of(database).unseen());
        JsonNode delta = hearing.first(tellsOf("disconnected"));
        assertThat(delta.at("/data/nodes")
                        .valueStream()
                        .map(node -> node.at("/error/code").asText()))
                .contains("unreachable");
    }

    @Test
    void names_what_is_gone() {
        JsonNode database = registered();
        hearing.first(tellsOf("pending"));
        program.delete("/api/databases/" + database.path("id").asText() + "?confirm=" + name)
                .is(204);
        hearing.first(message -> message.at("/data/removed/nodes").valueStream().anyMatch(database.path("id")::equals));
    }

    @Test
    void tells_all_listeners_the_same() {
        try (Hearing other = program.listen()) {
            registered();
            JsonNode delta = hearing.first(isDelta().and(tellsOf("pending")));
            assertThat(other.first(message -> message.path("seq").equals(delta.path("seq"))))
                    .isEqualTo(delta);
        }
    }

    @Test
    void shows_a_late_listener_what_the_others_know() {
        registered();
        JsonNode delta = hearing.first(isDelta().and(tellsOf("pending")));
        try (Hearing late = program.listen()) {
            JsonNode snapshot = late.first(message -> true);
            assertThat(snapshot.path("seq").asLong())
                    .isGreaterThanOrEqualTo(delta.path("seq").asLong());
            assertThat(tellsOf("pending").test(snapshot)).isTrue();
        }
    }

    @Test
    void says_that_it_lives_while_nothing_happens() {
        hearing.first(message -> message.path("type").asText().equals("delta")
                && message.at("/data/nodes").isEmpty()
                && message.at("/data/servers").isEmpty());
    }

    @Test
    void dismisses_whoever_signed_out() {
        Visitor browser = api.anonymous().signIn();
        try (Hearing listening = browser.listen()) {
            listening.first(message -> true);
            browser.post("/api/auth/logout", "{}").is(204);
            await().atMost(RunningApi.PATIENCE).until(() -> listening.closeCode() != 0);
            assertThat(listening.closeCode()).isEqualTo(4401);
        }
        assertThat(hearing.closeCode()).isZero();
    }
}

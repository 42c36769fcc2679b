package dev.pgrm.api.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Databases;
import dev.pgrm.api.Observed;
import dev.pgrm.api.Pair;
import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithApi
class RemovingStreamsHttpTest {
    private static final String PATH = "/api/replication/streams/";
    private static final RunningApi API = RunningApi.shared();
    private static final Pair PAIR = Pair.in(API);
    private static final Visitor PROGRAM = API.program();

    private static String place() {
        return PATH + PAIR.stream();
    }

    private static String confirmed(String name) {
        return "?confirm=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    private static String runbook(Reply begun) {
        return PROGRAM.get(begun.header("Location") + "/runbook").is(200).body();
    }

    @Test
    void tells_what_would_be_lost_before_anything_is() {
        JsonNode problem = PROGRAM.delete(place()).problem(409, "confirmation_needed");

        assertThat(problem.path("detail").asText())
                .contains("'" + PAIR.slot() + "'")
                .contains("subscription '" + PAIR.slot() + "' on '")
                .contains("slot '" + PAIR.slot() + "' on '")
                .contains("The rows that are there stay");
        assertThat(problem.path("dependents")).isEmpty();
        assertThat(problem.path("drops")).isEmpty();
        assertThat(problem.at("/keeps/0/publication").asText()).isEqualTo("all");
        assertThat(problem.at("/keeps/0/why").asText()).isEqualTo("it was not made here");
        PROGRAM.delete(place() + "?confirm=other").problem(409, "confirmation_needed");
        assertThat(PROGRAM.delete(place() + "?publications=drop")
                        .problem(409, "confirmation_needed")
                        .at("/drops/0")
                        .asText())
                .isEqualTo("all");
        assertThat(PROGRAM.delete(place() + "?leave=slot")
                        .problem(409, "confirmation_needed")
                        .path("detail")
                        .asText())
                .contains("What is on the source stays");
        assertThat(PROGRAM.delete(place() + "?leave=subscription")
                        .problem(409, "confirmation_needed")
                        .path("detail")
                        .asText())
                .contains("fails from then on");
    }

    @Test
    void begins_an_operation_once_its_name_is_confirmed() {
        Reply begun = PROGRAM.delete(place() + confirmed(PAIR.slot()) + "&publications=drop")
                .is(202);

        assertThat(begun.json().path("kind").asText()).isEqualTo("stream.remove");
        assertThat(runbook(begun))
                .contains(
                        "drop subscription \"" + PAIR.slot() + "\";",
                        "There is no way back",
                        "select pg_drop_replication_slot('" + PAIR.slot() + "');",
                        "drop publication if exists \"all\";");
        assertThat(runbook(PROGRAM.delete(place() + confirmed(PAIR.slot()) + "&leave=slot")
                        .is(202)))
                .doesNotContain("pg_drop_replication_slot");
        assertThat(runbook(PROGRAM.delete(place() + confirmed(PAIR.slot()) + "&leave=subscription&publications=keep")
                        .is(202)))
                .contains("pg_drop_replication_slot")
                .doesNotContain("drop subscription", "drop publication");
    }

    @Test
    void refuses_what_makes_no_sense() {
        PROGRAM.delete(PATH + UUID.randomUUID() + "?confirm=x").problem(404, "stream_unknown");
        PROGRAM.delete(PATH + "odd?confirm=x").problem(400, "malformed_request");
        assertThat(PROGRAM.delete(place() + "?leave=odd&publications=odd")
                        .is(422)
                        .complaints())
                .containsExactly("leave", "publications");
        assertThat(PROGRAM.delete(place() + "?leave=slot&publications=drop")
                        .is(422)
                        .complaints())
                .containsExactly("publications");
        assertThat(PROGRAM.delete(place() + "?wait=61").is(422).complaints()).containsExactly("wait");
        API.anonymous().delete(place() + confirmed(PAIR.slot())).is(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a'b", "x; drop table t", "ä日", "a\"b", "a b&c=d"})
    void names_may_be_odd(String odd) {
        String name = Databases.freshName();
        String slot = name.replace('-', '_');
        JsonNode publisher = registered(name);
        JsonNode subscriber = registered(Databases.freshName());
        API.monitor().publish(Observed.of(publisher).slot(slot, "0/2000000").seen());
        API.monitor()
                .publish(Observed.of(subscriber)
                        .subscribedTo(name + ".example", odd + slot, slot)
                        .seen());
        // The slot may be on the map before the subscription.
        await().atMost(RunningApi.PATIENCE)
                .until(() -> awaited(slot).path("targetId").isTextual());
        JsonNode stream = awaited(slot);

        Reply begun = PROGRAM.delete(PATH
                        + stream.path("id").asText()
                        + confirmed(stream.path("name").asText()))
                .is(202);

        assertThat(runbook(begun)).contains("drop subscription \"" + (odd + slot).replace("\"", "\"\"") + "\";");
    }

    @Test
    void physical_streams_are_shown_and_never_removed() {
        String name = Databases.freshName();
        API.monitor()
                .publish(Observed.of(registered(name)).sends(name + "_copy").seen());
        JsonNode stream = awaited(name + "_copy");

        PROGRAM.delete(PATH + stream.path("id").asText() + "?confirm=" + name + "_copy")
                .problem(409, "stream_physical");
    }

    private static JsonNode registered(String name) {
        return PROGRAM.post("/api/databases", Databases.named(name)).is(201).json();
    }

    private static JsonNode awaited(String q) {
        await().atMost(RunningApi.PATIENCE).until(() -> !found(q).isEmpty());
        return found(q).path(0);
    }

    private static JsonNode found(String q) {
        return PROGRAM.get("/api/replication/streams?q=" + q).is(200).json().path("items");
    }
}

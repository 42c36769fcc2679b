package dev.pgrm.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Databases;
import dev.pgrm.api.Observed;
import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import java.util.List;
import org.junit.jupiter.api.Test;

@WithApi
class RemovingTest {
    private final RunningApi api = RunningApi.shared();
    private final Visitor program = api.program();
    private final String name = Databases.freshName();

    private Reply registered(String database) {
        return program.post("/api/databases", Databases.named(database)).is(201);
    }

    @Test
    void removes_only_what_is_named() {
        String place = registered(name).header("Location");

        JsonNode problem = program.delete(place).problem(409, "confirmation_needed");
        assertThat(problem.path("detail").asText()).contains(name).contains("No stream uses it");
        assertThat(problem.path("dependents").isArray()).isTrue();
        assertThat(problem.path("dependents")).isEmpty();
        program.delete(place + "?confirm=other").problem(409, "confirmation_needed");

        program.delete(place + "?confirm=" + name).is(204);
        program.get(place).problem(404, "database_unknown");
        program.delete(place + "?confirm=" + name).problem(404, "database_unknown");
    }

    @Test
    void removes_only_what_was_looked_at() {
        Reply before = registered(name);
        String place = before.header("Location");
        program.with("If-Match", before.header("ETag"))
                .put(place, Databases.named(name, "moved.example"))
                .is(200);

        program.with("If-Match", before.header("ETag"))
                .delete(place + "?confirm=" + name)
                .problem(409, "version_conflict");
        program.with("If-Match", "rubbish").delete(place + "?confirm=" + name).problem(428, "version_needed");
        program.with("If-Match", program.get(place).header("ETag"))
                .delete(place + "?confirm=" + name)
                .is(204);
    }

    @Test
    void names_the_streams_that_use_it() {
        String slot = name.replace('-', '_');
        Reply publisher = registered(name);
        Reply subscriber = registered(name + "-copy");
        api.monitor()
                .publish(Observed.of(publisher.json())
                        .at("0/3000000")
                        .slot(slot, "0/2000000")
                        .seen());
        api.monitor()
                .publish(Observed.of(subscriber.json())
                        .subscribedTo(name + ".example", slot)
                        .seen());

        String place = publisher.header("Location");
        // One end of it may be on the map before the other.
        for (Reply end : List.of(publisher, subscriber)) {
            await().atMost(RunningApi.PATIENCE)
                    .until(() -> program.delete(end.header("Location"))
                                    .json()
                                    .path("dependents")
                                    .size()
                            == 1);
        }
        JsonNode problem = program.delete(place).problem(409, "confirmation_needed");
        assertThat(problem.path("detail").asText())
                .contains("1 stream uses it: '" + slot + "' (logical, of which it is the source, ")
                .contains("stay as they are");
        JsonNode dependent = problem.path("dependents").path(0);
        assertThat(dependent.path("type").asText()).isEqualTo("stream");
        assertThat(dependent.path("name").asText()).isEqualTo(slot);
        assertThat(dependent.path("id").asText()).isNotBlank();
        assertThat(program.delete(subscriber.header("Location"))
                        .problem(409, "confirmation_needed")
                        .path("detail")
                        .asText())
                .contains("it is the target");
    }

    @Test
    void knows_the_end_also_where_a_server_is_registered_under_two_addresses() {
        Reply first = registered(name);
        Reply second = registered(name + "-alias");
        api.monitor().publish(Observed.of(first.json()).sends(name + "_copy").seen());
        api.monitor()
                .publish(Observed.of(second.json())
                        .sameInstanceAs(first.json())
                        .sends(name + "_copy")
                        .seen());

        await().atMost(RunningApi.PATIENCE).untilAsserted(() -> {
            for (Reply entry : List.of(first, second)) {
                assertThat(program.delete(entry.header("Location"))
                                .problem(409, "confirmation_needed")
                                .path("detail")
                                .asText())
                        .contains("1 stream uses it: '" + name + "_copy' (physical, of which its server is the source")
                        .contains("is registered on the same server")
                        .doesNotContain("nobody registered");
            }
        });
    }
}

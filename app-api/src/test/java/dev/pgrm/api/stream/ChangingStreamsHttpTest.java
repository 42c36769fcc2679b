package dev.pgrm.api.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Databases;
import dev.pgrm.api.Observed;
import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.Question;
import dev.pgrm.application.question.Questions;
import dev.pgrm.application.watch.Leases;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.devkit.redis.RedisServer;
import dev.pgrm.domain.stream.Preflight;
import dev.pgrm.domain.stream.Preflight.Finding;
import dev.pgrm.domain.stream.Preflight.Severity;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On a Redis of its own, where a stand-in for a monitor looks at tables. One stream has a publication to itself, two share one. */
@WithApi
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangingStreamsHttpTest {
    private static final String STREAMS = "/api/replication/streams";
    private static final Preflight CLEAR = new Preflight(
            List.of(new Finding(Severity.BLOCKER, "publication_exists", "all", "It is there", null)), null);
    private static final Preflight BLOCKED = new Preflight(
            List.of(new Finding(
                    Severity.BLOCKER, "target_table_missing", "public.t", "The target lacks it", "create table t ()")),
            null);

    private final List<Question> asked = new CopyOnWriteArrayList<>();
    private final WorkerId worker = new WorkerId(UUID.randomUUID());
    private RedisServer redis;
    private RunningApi api;
    private Visitor program;
    private volatile Preflight preflight = CLEAR;

    @BeforeAll
    void start() {
        redis = RedisServer.temporary();
        api = RunningApi.start(RunningApi.environment(RunningApi.freshStore().jdbcUrl(), redis.uri()))
                .ready();
        program = api.program();
        JsonNode alone = registered();
        see(Observed.of(alone).at("0/3000000").slot("alone", "0/2000000").sends("standby"));
        see(Observed.of(registered()).subscribedTo(host(alone), "alone"));
        JsonNode shared = registered();
        see(Observed.of(shared).at("0/3000000").slot("twin_a", "0/2000000").slot("twin_b", "0/2000000"));
        see(Observed.of(registered()).subscribedTo(host(shared), "twin_a"));
        see(Observed.of(registered()).subscribedTo(host(shared), "twin_b"));
        JsonNode guessed = registered();
        see(Observed.of(guessed).at("0/3000000").slot("known", "0/2000000").slot("unknown", "0/2000000"));
        see(Observed.of(registered()).subscribedTo(host(guessed), "known"));
        JsonNode quiet = registered();
        see(Observed.of(quiet).at("0/3000000").slot("beside_idle", "0/2000000").idleSlot("resting", "0/1000000"));
        see(Observed.of(registered()).subscribedTo(host(quiet), "beside_idle"));
        see(Observed.of(registered()).subscribedTo("nobody.example", "sourceless"));
        await("streams")
                .atMost(RunningApi.PATIENCE)
                .until(() -> List.of("alone", "twin_a", "twin_b", "known", "beside_idle", "sourceless").stream()
                        .noneMatch(name -> streams("?type=logical&q=" + name).isEmpty()));
        api.bean(Questions.class).serve(worker, question -> {
            asked.add(question);
            return new Answer.StreamChecked(preflight);
        });
    }

    private JsonNode registered() {
        return program.post("/api/databases", Databases.named(Databases.freshName()))
                .is(201)
                .json();
    }

    private static String host(JsonNode database) {
        return database.path("host").asText();
    }

    private void see(Observed observed) {
        api.monitor().publish(observed.seen());
    }

    @AfterAll
    void stop() {
        api.close();
        redis.close();
    }

    @BeforeEach
    void alive() {
        asked.clear();
        preflight = CLEAR;
        api.bean(Leases.class).beat(worker, Duration.ofMinutes(1));
    }

    private JsonNode streams(String query) {
        return program.get(STREAMS + query).is(200).json().path("items");
    }

    private String of(String name) {
        return STREAMS + "/"
                + streams("?type=logical&q=" + name).path(0).path("id").asText();
    }

    private Reply change(String name, String body) {
        return program.send("PATCH", of(name), body);
    }

    private int operations() {
        return program.get("/api/operations?limit=1000")
                .is(200)
                .json()
                .path("items")
                .size();
    }

    @Test
    void begins_an_operation_with_all_that_is_to_change() {
        Reply reply = change("alone", """
                {"name":"new \\"n\\u00e4me\\"; --","subscription":{"binary":true,"streaming":"on"},
                "publication":{"addTables":[{"schema":"s","name":"a'b","columns":["id"],"where":"id > 1"}],
                "removeTables":[{"name":"gone"}]},"copyData":false}""");

        JsonNode operation = reply.is(202).json();
        assertThat(operation.path("kind").asText()).isEqualTo("stream.change");
        assertThat(operation.path("subjects")).hasSize(2);
        assertThat(program.get(reply.header("Location") + "/runbook").is(200).body())
                .contains(
                        "alter subscription \"alone\" set (binary = true, streaming = on);",
                        "rename to \"new \"\"näme\"\"; --\";",
                        "add table only \"s\".\"a'b\" (\"id\") where (id > 1);",
                        "drop table only \"public\".\"gone\";",
                        "refresh publication with (copy_data = false);");
        assertThat(asked)
                .singleElement()
                .isInstanceOfSatisfying(
                        Question.CheckStream.class,
                        question -> assertThat(question.work().publication().tables())
                                .hasSize(1));
    }

    @Test
    void what_takes_no_tables_takes_no_look_and_no_source() {
        change("sourceless", "{\"name\":\"other_name\"}").is(202);
        assertThat(asked).isEmpty();
        change("sourceless", "{\"publication\":{\"removeTables\":[{\"name\":\"t\"}]}}")
                .problem(409, "end_missing");
    }

    @Test
    void begins_nothing_that_something_stands_in_the_way_of() {
        preflight = BLOCKED;
        int before = operations();

        JsonNode problem = change("alone", "{\"publication\":{\"addTables\":[{\"name\":\"t\"}]}}")
                .problem(422, "preflight_failed");

        assertThat(problem.at("/findings/0/code").asText()).isEqualTo("target_table_missing");
        assertThat(operations()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"known, unknown", "beside_idle, resting"})
    void one_that_somebody_unknown_may_use_loses_tables_only_when_told_so(String stream, String user) {
        String body = "{\"publication\":{\"removeTables\":[{\"name\":\"t\"}]}}";

        assertThat(change(stream, body)
                        .problem(409, "publication_shared")
                        .path("detail")
                        .asText())
                .contains(user);
        program.send("PATCH", of(stream) + "?shared=true", body).is(202);
    }

    @Test
    void a_publication_of_several_streams_is_changed_for_all_only_when_told_so() {
        String body = "{\"publication\":{\"removeTables\":[{\"name\":\"t\"}]}}";

        assertThat(change("twin_a", body)
                        .problem(409, "publication_shared")
                        .path("detail")
                        .asText())
                .contains("twin_b");
        program.send("PATCH", of("twin_a") + "?shared=true", body).is(202);
        assertThat(program.send("PATCH", of("twin_a") + "?shared=perhaps", body)
                        .is(422)
                        .complaints())
                .containsExactly("shared");
        assertThat(program.send("PATCH", of("twin_a") + "?wait=61", body)
                        .is(422)
                        .complaints())
                .containsExactly("wait");
    }

    @Test
    void names_everything_that_is_wrong_at_once() {
        assertThat(change("alone", """
                        {"name":"%s","publication":{"name":"odd","addTables":[{},null,{"name":"t"},{"name":"t"}],
                        "removeTables":[{"name":"t"}]},"subscription":{"origin":"x","streaming":"x"}}""".replace("%s", "a".repeat(64))).is(422).complaints())
                .containsExactlyInAnyOrder(
                        "name",
                        "publication.name",
                        "publication.addTables[0].name",
                        "publication.addTables[1]",
                        "publication.addTables[3]",
                        "publication.removeTables[0]",
                        "subscription.origin",
                        "subscription.streaming");
        assertThat(change("alone", "{}").is(422).complaints()).containsExactly("body");
        assertThat(change("alone", "{\"subscription\":{},\"publication\":{\"addTables\":[]}}")
                        .is(422)
                        .complaints())
                .containsExactly("body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"copyData\":\"perhaps\"}",
                "{\"copyData\":\"true\"}",
                "{\"copyData\":1}",
                "{\"copyData\":[]}",
                "{\"subscription\":{\"binary\":\"no\"}}",
                "{\"subscription\":[]}",
                "[]",
                "{"
            })
    void what_has_another_form_is_malformed(String body) {
        assertThat(change("alone", body).is(400).header("Content-Type")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"subscriptions":{"binary":true}}             | subscriptions
            {"subscription":{"binery":true}}              | binery
            {"publication":{"addTables":[{"tabel":"t"}]}} | tabel
            {"name":"x","a]; --":1}                       | a]; --
            """)
    void a_field_that_there_is_not_is_named_and_nothing_is_done(String body, String field) {
        assertThat(change("alone", body)
                        .problem(400, "unknown_field")
                        .path("detail")
                        .asText())
                .contains("'" + field + "'");
    }

    @Test
    void streams_that_are_not_there_or_are_physical_stay_as_they_are() {
        String body = "{\"name\":\"x\"}";
        program.send("PATCH", STREAMS + "/" + UUID.randomUUID(), body).problem(404, "stream_unknown");
        program.send("PATCH", STREAMS + "/odd", body).problem(400, "malformed_request");
        String physical = streams("?type=physical").path(0).path("id").asText();
        program.send("PATCH", STREAMS + "/" + physical, body).problem(409, "stream_physical");
        api.anonymous().send("PATCH", of("alone"), body).is(401);
    }
}

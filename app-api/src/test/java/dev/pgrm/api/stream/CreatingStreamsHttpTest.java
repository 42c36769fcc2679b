package dev.pgrm.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Captured;
import dev.pgrm.api.Databases;
import dev.pgrm.api.Hearing;
import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import dev.pgrm.application.operation.Claims;
import dev.pgrm.application.operation.Doorbell;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.Question;
import dev.pgrm.application.question.Questions;
import dev.pgrm.application.watch.Leases;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.devkit.redis.RedisServer;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.stream.Preflight;
import dev.pgrm.domain.stream.Preflight.Estimate;
import dev.pgrm.domain.stream.Preflight.Finding;
import dev.pgrm.domain.stream.Preflight.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a Redis of its own, where a stand-in for a monitor looks at both ends, and does what was begun when it is told to. */
@WithApi
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CreatingStreamsHttpTest {
    private static final String PATH = "/api/replication/streams";
    private static final Preflight CLEAR = new Preflight(
            List.of(new Finding(Severity.NOTE, "sequences", "public.orders_id_seq", "Sequences do not flow", null)),
            new Estimate(4096, 1.5));
    private static final Preflight BLOCKED = new Preflight(
            List.of(new Finding(
                    Severity.BLOCKER, "table_missing", "public.orders", "The target lacks it", "create table x ()")),
            null);

    private final List<Question> asked = new CopyOnWriteArrayList<>();
    private final WorkerId worker = new WorkerId(UUID.randomUUID());
    private final AtomicBoolean working = new AtomicBoolean();
    private RedisServer redis;
    private RunningApi api;
    private Visitor program;
    private String source;
    private String target;
    private volatile Preflight preflight = CLEAR;

    @BeforeAll
    void start() {
        redis = RedisServer.temporary();
        api = RunningApi.start(RunningApi.environment(RunningApi.freshStore().jdbcUrl(), redis.uri()))
                .ready();
        program = api.program();
        source = registered(Databases.freshName());
        target = registered(Databases.freshName());
        api.bean(Questions.class).serve(worker, question -> {
            asked.add(question);
            return new Answer.StreamChecked(preflight);
        });
        api.bean(Doorbell.class).onRing(() -> {
            if (working.get()) {
                api.bean(Journal.class).claimable().forEach(this::succeed);
            }
        });
    }

    private void succeed(Operation operation) {
        Epoch epoch = api.bean(Claims.class).claim(operation.id(), operation.epoch(), worker);
        if (epoch != null) {
            api.bean(Journal.class).end(operation.id(), epoch, OperationStatus.SUCCEEDED, Map.of());
        }
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
        working.set(false);
        api.bean(Leases.class).beat(worker, Duration.ofMinutes(1));
    }

    private String registered(String name) {
        return program.post("/api/databases", Databases.named(name))
                .is(201)
                .json()
                .path("id")
                .asText();
    }

    /** @param more further members, beginning with a comma */
    private String body(String more) {
        return "{\"sourceId\":\"" + source + "\",\"targetId\":\"" + target + "\"" + more + "}";
    }

    private String everything(String name) {
        return body(",\"name\":\"" + name + "\",\"publication\":{\"allTables\":true}");
    }

    private int operations() {
        return program.get("/api/operations?limit=1000")
                .is(200)
                .json()
                .path("items")
                .size();
    }

    private Question.CheckStream question() {
        return (Question.CheckStream) asked.getLast();
    }

    @Test
    void tells_what_a_monitor_finds_in_the_way() {
        JsonNode clear =
                program.post(PATH + "/preflight", everything("feed")).is(200).json();

        assertThat(clear.path("ok").asBoolean()).isTrue();
        assertThat(clear.at("/findings/0/severity").asText()).isEqualTo("note");
        assertThat(clear.at("/findings/0/code").asText()).isEqualTo("sequences");
        assertThat(clear.at("/findings/0/object").asText()).isEqualTo("public.orders_id_seq");
        assertThat(clear.at("/findings/0/message").asText()).isEqualTo("Sequences do not flow");
        assertThat(clear.at("/findings/0/fixSql").isNull()).isTrue();
        assertThat(clear.at("/estimate/bytes").asLong()).isEqualTo(4096);
        assertThat(clear.at("/estimate/seconds").asDouble()).isEqualTo(1.5);
        assertThat(clear.at("/plan/1/name").asText()).isEqualTo("Create the publication");
        assertThat(clear.at("/plan/1/scripts/0/sql").asText()).startsWith("create publication");
        assertThat(clear.at("/plan/1/undo/0/sql").asText()).startsWith("drop publication");
        assertThat(question().work().source().id()).hasToString(source);
        preflight = BLOCKED;
        JsonNode blocked =
                program.post(PATH + "/preflight", everything("feed")).is(200).json();
        assertThat(blocked.path("ok").asBoolean()).isFalse();
        assertThat(blocked.at("/findings/0/fixSql").asText()).isEqualTo("create table x ()");
        assertThat(blocked.path("estimate").isNull()).isTrue();
    }

    @Test
    void begins_an_operation_and_says_where_it_is_seen() {
        Reply reply = program.post(PATH, everything("feed")).is(202);

        JsonNode operation = reply.json();
        assertThat(reply.header("Location"))
                .isEqualTo("/api/operations/" + operation.path("id").asText());
        assertThat(operation.path("kind").asText()).isEqualTo("stream.create");
        assertThat(operation.path("status").asText()).isEqualTo("pending");
        assertThat(program.get(reply.header("Location")).is(200).json()).isEqualTo(operation);
        assertThat(program.get("/api/operations?subject=database:" + source)
                        .is(200)
                        .json()
                        .at("/items")
                        .valueStream()
                        .map(each -> each.path("id")))
                .contains(operation.path("id"));
        assertThat(program.get(reply.header("Location") + "/runbook").is(200).body())
                .contains("create publication \"feed\" for all tables;", "password=...");
    }

    @Test
    void waits_for_its_end_when_asked_to() {
        working.set(true);

        Reply reply = program.post(PATH + "?wait=20", everything("awaited")).is(200);

        assertThat(reply.json().path("status").asText()).isEqualTo("succeeded");
        assertThat(reply.header("Location")).startsWith("/api/operations/");
    }

    @Test
    void answers_as_it_stands_when_patience_is_over() {
        assertThat(program.post(PATH + "?wait=1", everything("slow"))
                        .is(202)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("pending");
        assertThat(program.post(PATH + "?wait=61", everything("slow")).is(422).complaints())
                .containsExactly("wait");
    }

    @Test
    void begins_nothing_that_something_stands_in_the_way_of() {
        preflight = BLOCKED;
        int before = operations();

        JsonNode problem = program.post(PATH, everything("feed")).problem(422, "preflight_failed");

        assertThat(problem.at("/findings/0/code").asText()).isEqualTo("table_missing");
        assertThat(problem.at("/findings/0/fixSql").asText()).isEqualTo("create table x ()");
        assertThat(operations()).isEqualTo(before);
    }

    @Test
    void a_new_database_is_registered_with_the_stream_alone() {
        String name = Databases.freshName();
        String wish = "{\"sourceId\":\"" + source + "\",\"target\":" + Databases.named(name)
                + ",\"publication\":{\"allTables\":true}}";

        program.post(PATH + "/preflight", wish).is(200);
        assertThat(named(name)).isEmpty();
        JsonNode operation = program.post(PATH, wish).is(202).json();

        assertThat(operation.path("subjects").valueStream().map(JsonNode::asText))
                .contains("database:" + named(name).path(0).path("id").asText());
        assertThat(program.post(PATH + "/preflight", wish).is(422).complaints()).containsExactly("target.name");
    }

    private JsonNode named(String name) {
        return program.get("/api/databases?name=" + name).is(200).json().path("items");
    }

    @Test
    void names_everything_that_is_wrong_at_once() {
        Reply reply = program.post(PATH, """
                {"sourceId":"odd","target":{"name":"a/b","host":"h","database":"d","credentials":"hunter2-0815"},
                "name":"%s",
                "publication":{"tables":[{"schema":"s","name":"t","where":"a); drop table t"},{}],"operations":["select"]},
                "subscription":{"slot":"A","origin":"x","streaming":"x","connection":{"host":"a b","port":0}}}""".replace("%s", "a".repeat(64)));

        Captured.secret("hunter2-0815");
        reply.problem(422, "invalid");
        assertThat(reply.body()).doesNotContain("hunter2");
        assertThat(reply.complaints())
                .containsExactlyInAnyOrder(
                        "sourceId",
                        "target.name",
                        "target.credentials",
                        "name",
                        "publication.tables[0].where",
                        "publication.tables[1].name",
                        "publication.operations",
                        "subscription.slot",
                        "subscription.origin",
                        "subscription.streaming",
                        "subscription.connection.host",
                        "subscription.connection.port");
        assertThat(program.post(PATH + "/preflight", "{}").is(422).complaints())
                .containsExactly("sourceId", "targetId", "publication");
        assertThat(program.post(PATH, body(",\"publication\":{\"tables\":[null],\"schemas\":[null]}"))
                        .is(422)
                        .complaints())
                .contains("publication.schemas[0]");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a'b", "x; drop table t", "\\u00e4\\u65e5", "a\\\"b", "a b"})
    void names_may_be_odd(String name) {
        JsonNode operation = program.post(PATH, everything(name)).is(202).json();
        String plain = Reply.parse("\"" + name + "\"").asText();

        assertThat(question().work().publication().name()).hasToString(plain);
        assertThat(program.get("/api/operations/" + operation.path("id").asText() + "/runbook")
                        .is(200)
                        .body())
                .contains("create publication \"" + plain.replace("\"", "\"\"") + "\" for all tables;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"publication\":[]}", "{\"name\":{}}", "{"})
    void a_body_of_another_form_is_malformed(String body) {
        assertThat(program.post(PATH, body).is(400).header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void browsers_hear_of_a_stream_that_was_asked_for() {
        try (Hearing hearing = program.listen()) {
            hearing.first(message -> true);
            String id = program.post(PATH, everything("heard"))
                    .is(202)
                    .json()
                    .path("id")
                    .asText();
            JsonNode message = hearing.first(each -> each.path("type").asText().equals("operation")
                    && each.at("/data/id").asText().equals(id));
            assertThat(message.at("/data/status").asText()).isEqualTo("pending");
        }
    }

    @Test
    void without_monitors_it_says_so() {
        RedisServer lonelyRedis = RedisServer.temporary();
        try (var lonely = RunningApi.start(
                        RunningApi.environment(RunningApi.freshStore().jdbcUrl(), lonelyRedis.uri()))
                .ready()) {
            Visitor visitor = lonely.program();
            String one = idOf(visitor);
            String other = idOf(visitor);
            String wish = "{\"sourceId\":\"" + one + "\",\"targetId\":\"" + other
                    + "\",\"publication\":{\"allTables\":true}}";
            visitor.post(PATH + "/preflight", wish).problem(503, "no_monitor");
            visitor.post(PATH, wish).problem(503, "no_monitor");
            assertThat(visitor.get("/api/operations").is(200).json().path("items"))
                    .isEmpty();
        } finally {
            lonelyRedis.close();
        }
    }

    private static String idOf(Visitor visitor) {
        return visitor.post("/api/databases", Databases.named(Databases.freshName()))
                .is(201)
                .json()
                .path("id")
                .asText();
    }

    @Test
    void nobody_who_did_not_sign_in_comes_this_far() {
        api.anonymous().post(PATH, everything("feed")).is(401);
        api.anonymous().post(PATH + "/preflight", everything("feed")).is(401);
        api.anonymous().get("/api/operations").is(401);
    }
}

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
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.table.ListedTable;
import dev.pgrm.domain.table.ListedTable.ReplicaIdentity;
import dev.pgrm.domain.table.TableReading;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a Redis of its own, where a stand-in for a monitor tells which tables are published. */
@WithApi
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResyncingHttpTest {
    private static final String SHARED = "feed";
    private static final String ALONE = "lone_feed";
    private static final String ONE = "one_of_two";
    private static final String ANOTHER = "another_of_two";
    private static final String BESIDE_IDLE = "feed_beside_idle";

    private final WorkerId worker = new WorkerId(UUID.randomUUID());
    private RedisServer redis;
    private RunningApi api;
    private Visitor program;
    private volatile TableReading reading = published("public", "orders");

    @BeforeAll
    void start() {
        redis = RedisServer.temporary();
        api = RunningApi.start(RunningApi.environment(RunningApi.freshStore().jdbcUrl(), redis.uri()))
                .ready();
        program = api.program();
        api.bean(Questions.class)
                .serve(
                        worker,
                        question -> question instanceof Question.ListTables
                                ? new Answer.TablesListed(reading)
                                : new Answer.Failed(new Trouble("unasked", "Not asked for here", "Do not")));
        observe(false, SHARED);
        observe(true, ALONE);
        observe(true, ONE, ANOTHER);
        observeBesideIdle();
        await().atMost(RunningApi.PATIENCE)
                .until(() -> Stream.of(SHARED, ALONE, ONE, ANOTHER, BESIDE_IDLE)
                        .map(this::stream)
                        .allMatch(stream -> stream.hasNonNull("sourceId") && stream.hasNonNull("targetId")));
    }

    /** @param names of streams from one publisher */
    private void observe(boolean listsTables, String... names) {
        JsonNode publisher = registered(Databases.freshName());
        Observed source = Observed.of(publisher).at("0/3000000");
        for (String name : names) {
            source.slot(name, "0/2000000");
            JsonNode subscriber = registered(Databases.freshName());
            api.monitor()
                    .publish(Observed.of(subscriber)
                            .subscribedTo(publisher.path("host").asText(), name)
                            .seen());
        }
        api.monitor().publish((listsTables ? source.listingTables() : source).seen());
    }

    /** From a publisher where a slot rests that nobody knows. */
    private void observeBesideIdle() {
        JsonNode publisher = registered(Databases.freshName());
        api.monitor()
                .publish(Observed.of(registered(Databases.freshName()))
                        .subscribedTo(publisher.path("host").asText(), BESIDE_IDLE)
                        .seen());
        api.monitor()
                .publish(Observed.of(publisher)
                        .at("0/3000000")
                        .slot(BESIDE_IDLE, "0/2000000")
                        .idleSlot("resting", "0/1000000")
                        .listingTables()
                        .seen());
    }

    private JsonNode registered(String name) {
        return program.post("/api/databases", Databases.named(name)).is(201).json();
    }

    private JsonNode stream(String name) {
        for (JsonNode stream : program.get("/api/topology").is(200).json().path("streams")) {
            if (stream.path("name").asText().equals(name)) {
                return stream;
            }
        }
        return Reply.parse("{}");
    }

    @AfterAll
    void stop() {
        api.close();
        redis.close();
    }

    @BeforeEach
    void alive() {
        reading = published("public", "orders");
        api.bean(Leases.class).beat(worker, Duration.ofMinutes(1));
    }

    private static TableReading published(String schema, String name) {
        return new TableReading.Page(
                List.of(new ListedTable(
                        new TableName(schema, name),
                        null,
                        null,
                        ReplicaIdentity.PRIMARY_KEY,
                        "(id > 0)",
                        List.of("id", "v"),
                        null)),
                null);
    }

    private String path(String stream) {
        return "/api/replication/streams/" + stream(stream).path("id").asText() + "/resync";
    }

    private String runbook(JsonNode operation) {
        return program.get("/api/operations/" + operation.path("id").asText() + "/runbook")
                .is(200)
                .body();
    }

    @Test
    void takes_the_table_out_of_a_publication_that_serves_this_stream_alone() {
        JsonNode operation = program.post(
                        path(ALONE), "{\"schema\":\"public\",\"table\":\"orders\",\"confirm\":\"public.orders\"}")
                .is(202)
                .json();

        assertThat(operation.path("kind").asText()).isEqualTo("stream.resync");
        assertThat(operation.path("subjects")).hasSize(2);
        assertThat(runbook(operation))
                .contains(
                        "alter publication \"all\" drop table only \"public\".\"orders\";",
                        "alter publication \"all\" add table only \"public\".\"orders\" (\"id\", \"v\") where ((id > 0));",
                        "truncate only \"public\".\"orders\";");
    }

    @ParameterizedTest
    @ValueSource(strings = {SHARED, ONE, BESIDE_IDLE})
    void leaves_one_as_it_is_that_takes_in_tables_by_itself_or_serves_others_too_or_may(String stream) {
        JsonNode operation = program.post(path(stream), "{\"table\":\"orders\",\"confirm\":\"public.orders\"}")
                .is(202)
                .json();

        assertThat(runbook(operation))
                .contains("drop publication if exists \"pgrm_rest_", "set publication \"pgrm_rest_")
                .doesNotContain("alter publication");
    }

    @Test
    void wants_to_be_told_that_it_is_known_what_is_lost() {
        for (String confirm : List.of("", ",\"confirm\":\"orders\"", ",\"confirm\":\"public.other\"")) {
            JsonNode problem = program.post(path(SHARED), "{\"table\":\"orders\"" + confirm + "}")
                    .problem(409, "confirmation_needed");
            assertThat(problem.path("detail").asText()).contains("rows of public.orders", "are lost");
        }
    }

    @Test
    void tells_what_it_does_not_know() {
        program.post(path(SHARED), "{\"table\":\"nothing\",\"confirm\":\"public.nothing\"}")
                .problem(404, "table_unknown");
        program.post(
                        "/api/replication/streams/" + UUID.randomUUID() + "/resync",
                        "{\"table\":\"orders\",\"confirm\":\"public.orders\"}")
                .problem(404, "stream_unknown");
        reading = new TableReading.Unread(new Trouble("connection_refused", "Nobody listens", "Start it"));
        program.post(path(SHARED), "{\"table\":\"orders\",\"confirm\":\"public.orders\"}")
                .problem(502, "connection_refused");
    }

    @Test
    void refuses_what_is_no_table() {
        assertThat(program.post(path(SHARED), "{}").is(422).complaints()).containsExactly("table");
        assertThat(program.post(path(SHARED), "{\"schema\":\"\",\"table\":\"" + "a".repeat(64) + "\"}")
                        .is(422)
                        .complaints())
                .containsExactly("schema", "table");
        assertThat(program.post(path(SHARED), "{\"table\":\"a\\u0000b\"}")
                        .is(422)
                        .complaints())
                .containsExactly("table");
        program.post(path(SHARED) + "?wait=61", "{\"table\":\"orders\"}").is(422);
        program.post(path(SHARED), "[]").is(400);
        api.anonymous().post(path(SHARED), "{\"table\":\"orders\"}").is(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a'b", "x\\\"; drop table t", "\\u00e4\\u65e5", "a.b", "A b"})
    void names_may_be_odd(String name) {
        String plain = Reply.parse("\"" + name + "\"").asText();
        reading = published("S 1", plain);

        JsonNode operation = program.post(
                        path(ALONE), "{\"schema\":\"S 1\",\"table\":\"" + name + "\",\"confirm\":\"S 1." + name + "\"}")
                .is(202)
                .json();

        assertThat(runbook(operation)).contains("truncate only \"S 1\".\"" + plain.replace("\"", "\"\"") + "\";");
    }
}

package dev.pgrm.api.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Hearing;
import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import dev.pgrm.application.operation.Claims;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.operation.Operations;
import dev.pgrm.application.operation.Progress;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.devkit.redis.RedisServer;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On servers of its own: what is told of operations would surprise those who listen for topologies alone. */
@WithApi
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsHttpTest {
    private static final String PATH = "/api/operations";

    private final Database database = RunningApi.freshStore();
    private final WorkerId worker = new WorkerId(UUID.randomUUID());
    private RedisServer redis;
    private RunningApi api;
    private Visitor program;

    @BeforeAll
    void start() {
        redis = RedisServer.temporary();
        api = RunningApi.start(RunningApi.environment(database.jdbcUrl(), redis.uri()))
                .ready();
        program = api.program();
    }

    @AfterAll
    void stop() {
        api.close();
        redis.close();
    }

    private Operation opened() {
        Operation operation = Operations.pending("dw " + UUID.randomUUID());
        api.bean(Journal.class).open(operation);
        return operation;
    }

    private static String path(Operation operation) {
        return PATH + "/" + operation.id();
    }

    private static String subject(Operation operation) {
        return operation.work().subjects().stream().sorted().toList().getFirst();
    }

    private void report(Operation operation) {
        api.bean(Progress.class).report(operation.id(), "", 0, "");
    }

    /** As a worker does that has done it all. */
    private void succeed(Operation operation) {
        Epoch epoch = Objects.requireNonNull(api.bean(Claims.class).claim(operation.id(), operation.epoch(), worker));
        api.bean(Journal.class).end(operation.id(), epoch, OperationStatus.SUCCEEDED, Map.of("subscription", "feed"));
        report(operation);
    }

    private static String status(Reply reply) {
        return reply.json().path("status").asText();
    }

    @Test
    void tells_how_an_operation_stands() {
        Operation operation = opened();

        JsonNode body = program.get(path(operation)).is(200).json();

        assertThat(body.path("id").asText()).isEqualTo(operation.id().toString());
        assertThat(body.path("kind").asText()).isEqualTo("stream.create");
        assertThat(body.path("status").asText()).isEqualTo("pending");
        assertThat(body.path("percent").asInt()).isZero();
        assertThat(body.path("steps")).hasSize(operation.steps().size());
        assertThat(body.at("/steps/0/name").asText()).isEqualTo("Check both ends");
        assertThat(body.at("/steps/0/status").asText()).isEqualTo("pending");
        assertThat(body.at("/steps/0").has("detail")).isTrue();
        assertThat(body.at("/steps/0").has("startedAt")).isTrue();
        assertThat(body.at("/steps/0").has("finishedAt")).isTrue();
        assertThat(body.path("result").isObject()).isTrue();
        assertThat(body.path("error").isNull()).isTrue();
        assertThat(body.path("subjects").valueStream().map(JsonNode::asText)).contains(subject(operation));
        assertThat(body.path("requestedBy").asText()).isEqualTo("ada");
        assertThat(body.path("requestedAt").asText()).isEqualTo("2026-11-21T12:00:00Z");
        assertThat(body.path("cancelled").asBoolean()).isFalse();
    }

    @Test
    void lists_those_that_were_asked_for_in_pages() {
        Operation one = opened();
        Operation other = opened();
        program.post(path(other) + "/cancel", "").is(200);

        assertThat(ids("?subject=" + subject(one))).containsExactly(one.id().toString());
        assertThat(ids("?status=pending&subject=" + subject(other))).isEmpty();
        assertThat(ids("?status=cancelled&limit=1000")).contains(other.id().toString());

        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = program.get(PATH + "?limit=1" + cursor).is(200).json();
            seen.add(page.at("/items/0/id").asText());
            JsonNode next = page.path("next");
            cursor = next.isNull() ? "" : "&cursor=" + next.asText();
        } while (!cursor.isEmpty());
        assertThat(seen).isEqualTo(ids("")).doesNotHaveDuplicates();
    }

    private List<String> ids(String query) {
        return program.get(PATH + query)
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .map(each -> each.path("id").asText())
                .toList();
    }

    @Test
    void cancels_and_tries_again_what_can_be() {
        Operation operation = opened();

        Reply cancelled = program.post(path(operation) + "/cancel", "").is(200);
        assertThat(status(cancelled)).isEqualTo("cancelled");
        assertThat(cancelled.header("Location")).isEqualTo(path(operation));
        program.post(path(operation) + "/cancel", "").is(200);
        assertThat(status(program.post(path(operation) + "/retry", "").is(202))).isEqualTo("pending");
        program.post(path(operation) + "/retry", "").problem(409, "operation_untimely");
        succeed(operation);
        program.post(path(operation) + "/cancel", "").problem(409, "operation_untimely");
        assertThat(program.get(path(operation))
                        .json()
                        .at("/result/subscription")
                        .asText())
                .isEqualTo("feed");
    }

    @Test
    void what_another_version_wrote_is_named_when_it_is_asked_for_and_hides_nothing_else() {
        Operation readable = opened();
        Operation newer = opened();
        database.sql("update operation set work = work || '{\"gently\": true}' where id = '" + newer.id() + "'");

        program.get(path(newer)).problem(409, "operation_unreadable");
        program.post(path(newer) + "/cancel", "").problem(409, "operation_unreadable");
        assertThat(ids("?limit=1000"))
                .contains(readable.id().toString())
                .doesNotContain(newer.id().toString());
        try (Hearing hearing = program.listen()) {
            hearing.first(message -> true);
            report(newer);
            report(readable);
            hearing.first(message -> isOf(message, readable));
        }
    }

    @Test
    void refuses_to_cancel_what_has_begun_a_step_for_good() {
        Operation removal = Operations.removal();
        Journal journal = api.bean(Journal.class);
        journal.open(removal);
        Epoch epoch = Objects.requireNonNull(api.bean(Claims.class).claim(removal.id(), removal.epoch(), worker));
        journal.beginForGood(removal.id(), epoch, 0, removal.steps().getFirst().begin(Operations.NOON, Map.of()));

        program.post(path(removal) + "/cancel", "").problem(409, "operation_untimely");

        assertThat(program.get(path(removal)).json().path("cancelled").asBoolean())
                .isFalse();
    }

    @Test
    void hands_out_a_script_to_do_it_by_hand() {
        Operation operation = opened();

        Reply script = program.get(path(operation) + "/runbook").is(200);

        assertThat(script.header("Content-Type")).isEqualToIgnoringCase("text/plain; charset=utf-8");
        assertThat(script.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"operation-" + operation.id() + ".sql\"");
        assertThat(script.body())
                .contains("create publication \"everything\" for all tables;", "drop publication if exists");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/runbook"})
    void knows_no_such_operation(String what) {
        program.get(PATH + "/" + UUID.randomUUID() + what).problem(404, "operation_unknown");
        program.get(PATH + "/odd" + what).problem(400, "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cancel", "/retry"})
    void does_nothing_with_what_is_not_there(String act) {
        program.post(PATH + "/" + UUID.randomUUID() + act, "").problem(404, "operation_unknown");
        program.post(PATH + "/odd" + act, "").problem(400, "malformed_request");
    }

    @Test
    void refuses_what_makes_no_sense() {
        assertThat(program.get(PATH + "?status=odd&subject=%00&limit=0&cursor=odd")
                        .is(422)
                        .complaints())
                .containsExactly("subject", "status", "limit", "cursor");
        assertThat(program.get(path(opened()) + "?wait=61").is(422).complaints())
                .containsExactly("wait");
    }

    @Test
    void waits_for_the_end_when_asked_to() {
        Operation operation = opened();
        var answer = CompletableFuture.supplyAsync(() -> program.get(path(operation) + "?wait=25"));

        succeed(operation);

        assertThat(status(answer.join())).isEqualTo("succeeded");
    }

    @Test
    void browsers_hear_of_it_in_the_same_sequence_as_of_everything_else() {
        Operation operation = opened();
        try (Hearing hearing = program.listen()) {
            hearing.first(message -> true);
            int reports = 200;
            for (int i = 0; i < reports; i++) {
                report(operation);
            }
            succeed(operation);

            JsonNode end = hearing.first(message -> isOf(message, operation)
                    && message.at("/data/status").asText().equals("succeeded"));

            assertThat(end.at("/data/steps")).isNotEmpty();
            List<JsonNode> messages = hearing.messages();
            assertThat(messages.getFirst().path("type").asText()).isEqualTo("snapshot");
            for (int i = 1; i < messages.size(); i++) {
                assertThat(messages.get(i).path("epoch"))
                        .isEqualTo(messages.getFirst().path("epoch"));
                assertThat(messages.get(i).path("seq").asLong())
                        .isEqualTo(messages.get(i - 1).path("seq").asLong() + 1);
            }
            assertThat(messages.stream().filter(message -> isOf(message, operation)))
                    .hasSizeLessThan(reports);
        }
    }

    private static boolean isOf(JsonNode message, Operation operation) {
        return message.path("type").asText().equals("operation")
                && message.at("/data/id").asText().equals(operation.id().toString());
    }
}

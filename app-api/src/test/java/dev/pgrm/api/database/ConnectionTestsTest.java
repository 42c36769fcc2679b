package dev.pgrm.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Databases;
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
import dev.pgrm.domain.database.ConnectionTest;
import dev.pgrm.domain.database.ConnectionTest.Name;
import dev.pgrm.domain.database.ConnectionTest.Outcome;
import dev.pgrm.domain.database.ConnectionTest.Stage;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** On a Redis of its own, where a stand-in for a monitor says what a test came to. */
@WithApi
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionTestsTest {
    private static final ConnectionTest GOOD = new ConnectionTest(
            List.of(new Stage(Name.DNS, new Outcome.Passed("h is at 10.0.0.1"), Duration.ofMillis(2))));
    private static final ConnectionTest BAD = new ConnectionTest(List.of(
            new Stage(
                    Name.SECRET_ACCESS,
                    new Outcome.Failed(List.of(
                            new Trouble("secret_not_found", "There is no file a", "Put it there"),
                            new Trouble("secret_malformed", "b is not JSON", "Mend it"))),
                    Duration.ofMillis(1500)),
            new Stage(Name.SIGN_IN, new Outcome.Skipped("not tried, because secret-access did not pass"), null)));

    private final List<Question> asked = new CopyOnWriteArrayList<>();
    private final WorkerId worker = new WorkerId(UUID.randomUUID());
    private final String name = Databases.freshName();
    private RedisServer redis;
    private RunningApi api;
    private Visitor program;
    private volatile Answer answer = new Answer.Tested(GOOD);

    @BeforeAll
    void start() {
        redis = RedisServer.temporary();
        api = RunningApi.start(RunningApi.environment(RunningApi.freshStore().jdbcUrl(), redis.uri()))
                .ready();
        program = api.program();
        api.bean(Questions.class).serve(worker, question -> {
            asked.add(question);
            return answer;
        });
    }

    @AfterAll
    void stop() {
        api.close();
        redis.close();
    }

    @BeforeEach
    void alive() {
        asked.clear();
        answer = new Answer.Tested(GOOD);
        api.bean(Leases.class).beat(worker, Duration.ofMinutes(1));
    }

    private String registered() {
        return program.post("/api/databases", Databases.named(name))
                .is(201)
                .json()
                .path("id")
                .asText();
    }

    private static void removed(Visitor program, String id, String name) {
        program.delete("/api/databases/" + id + "?confirm=" + name).is(204);
    }

    @Test
    void tells_every_stage_with_its_time() {
        JsonNode test = program.post("/api/databases/test", Databases.named(name))
                .is(200)
                .json();

        assertThat(test.path("ok").asBoolean()).isTrue();
        JsonNode stage = test.path("stages").path(0);
        assertThat(stage.path("name").asText()).isEqualTo("dns");
        assertThat(stage.path("status").asText()).isEqualTo("passed");
        assertThat(stage.path("detail").asText()).isEqualTo("h is at 10.0.0.1");
        assertThat(stage.path("seconds").asDouble()).isEqualTo(0.002);
        assertThat(stage.path("code").isNull()).isTrue();
        assertThat(stage.path("remedy").isNull()).isTrue();
    }

    @Test
    void what_failed_comes_with_the_first_code_and_a_line_for_each_trouble() {
        answer = new Answer.Tested(BAD);

        JsonNode test = program.post("/api/databases/test", Databases.named(name))
                .is(200)
                .json();

        assertThat(test.path("ok").asBoolean()).isFalse();
        JsonNode failed = test.path("stages").path(0);
        assertThat(failed.path("status").asText()).isEqualTo("failed");
        assertThat(failed.path("code").asText()).isEqualTo("secret_not_found");
        assertThat(failed.path("detail").asText()).isEqualTo("There is no file a\nb is not JSON");
        assertThat(failed.path("remedy").asText()).isEqualTo("Put it there\nMend it");
        JsonNode skipped = test.path("stages").path(1);
        assertThat(skipped.path("name").asText()).isEqualTo("sign-in");
        assertThat(skipped.path("status").asText()).isEqualTo("skipped");
        assertThat(skipped.path("seconds").isNull()).isTrue();
    }

    @Test
    void the_worker_is_told_what_was_entered_and_nothing_is_saved() {
        program.post("/api/databases/test", Databases.named(name)).is(200);

        assertThat(asked)
                .singleElement()
                .isInstanceOfSatisfying(
                        Question.TestConnection.class,
                        question -> assertThat(question.database().name()).isEqualTo(name));
        assertThat(program.get("/api/databases").json().path("items")).isEmpty();
    }

    @Test
    void one_that_is_registered_is_tested_as_it_is_registered() {
        String id = registered();

        program.post("/api/databases/" + id + "/test", "").is(200);

        assertThat(asked).singleElement().isInstanceOf(Question.TestConnection.class);
        removed(program, id, name);
    }

    @Test
    void one_that_is_not_registered_is_unknown() {
        program.post("/api/databases/" + UUID.randomUUID() + "/test", "").problem(404, "database_unknown");
    }

    @Test
    void what_could_not_be_saved_is_not_tested_either() {
        Reply reply = program.post("/api/databases/test", "{\"name\":\"x\"}");

        reply.problem(422, "invalid");
        assertThat(reply.complaints()).contains("host", "credentials");
        assertThat(asked).isEmpty();
    }

    @Test
    void saving_on_condition_of_a_test_saves_what_passes() {
        String id = program.post("/api/databases?validate=true", Databases.named(name))
                .is(201)
                .json()
                .path("id")
                .asText();

        assertThat(asked).hasSize(1);
        removed(program, id, name);
    }

    @Test
    void saving_on_condition_of_a_test_refuses_what_fails_and_says_how_far_it_came() {
        answer = new Answer.Tested(BAD);

        JsonNode problem = program.post("/api/databases?validate=true", Databases.named(name))
                .problem(422, "connection_test_failed");

        assertThat(problem.path("test").path("ok").asBoolean(true)).isFalse();
        assertThat(problem.path("test").path("stages").path(0).path("code").asText())
                .isEqualTo("secret_not_found");
        assertThat(problem.path("remedy").asText()).contains("without validate=true");
        assertThat(program.get("/api/databases").json().path("items")).isEmpty();
    }

    @Test
    void changing_on_condition_of_a_test_leaves_it_as_it_was_when_that_fails() {
        String id = registered();
        answer = new Answer.Tested(BAD);
        var editor =
                program.with("If-Match", program.get("/api/databases/" + id).header("ETag"));

        editor.put("/api/databases/" + id + "?validate=true", Databases.named(name, "other.example"))
                .problem(422, "connection_test_failed");

        assertThat(program.get("/api/databases/" + id).json().path("host").asText())
                .isEqualTo(name + ".example");
        editor.put("/api/databases/" + id, Databases.named(name, "other.example"))
                .is(200);
        removed(program, id, name);
    }

    @Test
    void a_database_that_nobody_tried_can_be_saved() {
        answer = new Answer.Tested(BAD);

        String id = registered();

        assertThat(asked).isEmpty();
        removed(program, id, name);
    }

    @Test
    void without_a_monitor_nothing_can_be_tested() {
        api.bean(Leases.class).leave(worker);

        program.post("/api/databases/test", Databases.named(name)).problem(503, "no_monitor");
    }

    @Test
    void other_problems_have_no_member_for_a_test() {
        assertThat(program.get("/api/databases/" + UUID.randomUUID())
                        .problem(404, "database_unknown")
                        .has("test"))
                .isFalse();
    }
}

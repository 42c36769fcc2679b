package dev.pgrm.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.question.Answer;
import dev.pgrm.application.question.Question;
import dev.pgrm.application.signin.Sessions.Session;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.AwsPermissions;
import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.aws.RdsDatabase;
import dev.pgrm.domain.aws.RdsInventory;
import dev.pgrm.domain.aws.RdsPlace;
import dev.pgrm.domain.aws.RdsProxy;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.stream.RemoveLeftover;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFormatsTest {
    private static final ServerId SERVER = ServerId.parse("00000000-0000-0000-0000-000000000001");

    @Test
    void an_observation_keeps_its_written_shape() {
        assertThat(JsonFormats.OBSERVATION.write(Observations.unseen())).isEqualTo(Observations.UNSEEN_WRITTEN);
    }

    @Test
    void what_was_written_before_is_read_today() {
        assertThat(JsonFormats.OBSERVATION.read(Observations.UNSEEN_WRITTEN)).isEqualTo(Observations.unseen());
    }

    @Test
    void any_observation_is_read_as_it_was_written() {
        for (long seed = 0; seed < 500; seed++) {
            Observation observation = new AnyRecord(seed).of(Observation.class);
            assertThat(JsonFormats.OBSERVATION.read(JsonFormats.OBSERVATION.write(observation)))
                    .as("seed %d", seed)
                    .isEqualTo(observation);
        }
    }

    @Test
    void questions_and_answers_keep_their_written_shape() {
        var question = new Question.PollNow(Set.of(SERVER));
        var polled = new Answer.Polled(Set.of(SERVER));
        var failed = new Answer.Failed(new Trouble("no_room", "There is no room", "Wait"));

        assertThat(JsonFormats.QUESTION.write(question))
                .isEqualTo("{\"kind\":\"pollNow\",\"servers\":[\"00000000-0000-0000-0000-000000000001\"]}");
        assertThat(JsonFormats.ANSWER.write(failed))
                .isEqualTo("{\"kind\":\"failed\",\"trouble\":{\"code\":\"no_room\",\"message\":\"There is no room\","
                        + "\"remedy\":\"Wait\"}}");
        assertThat(JsonFormats.QUESTION.read(JsonFormats.QUESTION.write(question)))
                .isEqualTo(question);
        assertThat(JsonFormats.ANSWER.read(JsonFormats.ANSWER.write(polled))).isEqualTo(polled);
        assertThat(JsonFormats.ANSWER.read(JsonFormats.ANSWER.write(failed))).isEqualTo(failed);
    }

    @Test
    void what_is_asked_and_said_of_tables_is_read_as_it_was_written() {
        for (long seed = 0; seed < 200; seed++) {
            var any = new AnyRecord(seed);
            Question question = any.of(Question.ListTables.class);
            Answer answer = any.of(Answer.TablesListed.class);
            assertThat(JsonFormats.QUESTION.read(JsonFormats.QUESTION.write(question)))
                    .as("seed %d", seed)
                    .isEqualTo(question);
            assertThat(JsonFormats.ANSWER.read(JsonFormats.ANSWER.write(answer)))
                    .as("seed %d", seed)
                    .isEqualTo(answer);
            Question.ListPublishable choosing = any.of(Question.ListPublishable.class);
            Answer.PublishableListed choice = any.of(Answer.PublishableListed.class);
            assertThat(JsonFormats.QUESTION.read(JsonFormats.QUESTION.write(choosing)))
                    .as("seed %d", seed)
                    .isEqualTo(choosing);
            assertThat(JsonFormats.ANSWER.read(JsonFormats.ANSWER.write(choice)))
                    .as("seed %d", seed)
                    .isEqualTo(choice);
        }
    }

    @Test
    void what_rds_has_and_what_is_allowed_are_read_as_they_were_written() {
        var place = new RdsPlace("eu-west-1", "123456789012", new IamRole("arn:aws:iam::123456789012:role/x", null));
        var found = new Answer.RdsFound(new RdsInventory(
                List.of(new RdsDatabase(
                        RdsDatabase.Kind.INSTANCE,
                        "orders",
                        "arn:aws:rds:eu-west-1:123456789012:db:orders",
                        "db-1",
                        place,
                        "postgres",
                        "17.2",
                        "available",
                        new Endpoint("orders.local", 5432),
                        null,
                        null,
                        null,
                        RdsDatabase.Replication.NONE,
                        new RdsDatabase.LogicalReplication(RdsDatabase.LogicalReplication.State.ON, true),
                        true,
                        false,
                        new RdsDatabase.Network("vpc-1", List.of(), List.of("sg-1")),
                        Map.of("team", "billing"))),
                List.of(new RdsProxy("pool", "arn:x", place, "available", new Endpoint("pool.local", 5432))),
                List.of(new RdsInventory.Blind(null, null, new Trouble("a", "b", "c")))));
        var tested = new Answer.AwsTested(new AwsPermissions(
                null,
                List.of("eu-west-1"),
                List.of(new AwsPermissions.Check(
                        "sns",
                        "sns:Publish",
                        "*",
                        null,
                        new AwsPermissions.Outcome.Skipped(new Trouble("a", "b", "c")),
                        Duration.ofMillis(3)))));

        assertThat(JsonFormats.ANSWER.read(JsonFormats.ANSWER.write(found))).isEqualTo(found);
        assertThat(JsonFormats.ANSWER.read(JsonFormats.ANSWER.write(tested))).isEqualTo(tested);
        assertThat(JsonFormats.ANSWER.write(tested)).contains("\"kind\":\"awsTested\"", "\"kind\":\"skipped\"");
    }

    @Test
    void a_session_keeps_its_written_shape() {
        var session = new Session(
                new Actor("ada", Set.of(Actor.Role.OPERATOR)), "csrf", Instant.parse("2026-03-01T22:00:00Z"));

        assertThat(JsonFormats.SESSION.write(session))
                .isEqualTo("{\"actor\":{\"name\":\"ada\",\"roles\":[\"OPERATOR\"]},\"csrfToken\":\"csrf\","
                        + "\"expiresAt\":\"2026-03-01T22:00:00Z\"}");
        assertThat(JsonFormats.SESSION.read(JsonFormats.SESSION.write(session))).isEqualTo(session);
    }

    @Test
    void what_a_newer_version_adds_is_passed_over() {
        String newer = Observations.UNSEEN_WRITTEN
                .replace("\"pid\":", "\"mood\":{\"colour\":[\"blue\"]},\"pid\":")
                .replace("\"0/2000000\"]", "\"0/2000000\",\"more\"]");

        assertThat(newer).contains("mood", "more");
        assertThat(JsonFormats.OBSERVATION.read(newer)).isEqualTo(Observations.unseen());
    }

    @Test
    void work_of_which_a_newer_version_wants_more_is_refused() {
        var work = new RemoveLeftover(
                new End(new DatabaseId(new UUID(0, 7)), "shop"), Leftover.SLOT, "feed", Lsn.parse("0/7"));
        String written = JsonFormats.WORK.write(work);

        assertThat(JsonFormats.WORK.read(written)).isEqualTo(work);
        for (String newer : List.of(
                written.replace("\"name\":\"feed\"", "\"name\":\"feed\",\"gently\":true"),
                written.replace("\"name\":\"shop\"", "\"name\":\"shop\",\"gently\":true"))) {
            assertThat(newer).contains("gently");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonFormats.WORK.read(newer))
                    .withMessageContaining("gently");
        }
    }

    @Test
    void durations_are_seconds_of_any_sign_and_fineness() {
        for (Duration duration : new Duration[] {
            Duration.ZERO, Duration.ofNanos(1), Duration.ofMillis(-1500), Duration.ofDays(400), Duration.ofSeconds(100)
        }) {
            Observation.Seen seen = Observations.seen(duration);
            assertThat(JsonFormats.OBSERVATION.read(JsonFormats.OBSERVATION.write(seen)))
                    .isEqualTo(seen);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"kind\":\"seen\"}",
                "{\"kind\":\"guessed\"}",
                "{\"kind\":\"unseen\",\"serverId\":\"nobody\"}"
            })
    void a_malformed_text_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonFormats.OBSERVATION.read(text))
                .withMessageStartingWith("This is no observation: ");
    }

    @Test
    void a_text_without_what_is_never_null_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonFormats.OBSERVATION.read(
                        Observations.UNSEEN_WRITTEN.replace("\"name\":\"orders_to_dw\",", "")))
                .withMessageContaining("name");
    }

    @Test
    void more_text_after_the_end_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonFormats.OBSERVATION.read(Observations.UNSEEN_WRITTEN + "{}"));
    }

    @Test
    void a_complaint_does_not_repeat_a_long_text() {
        String text = "{\"kind\":\"unseen\",\"serverId\":\"" + "x".repeat(10_000) + "\"}";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonFormats.OBSERVATION.read(text))
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(250))
                .withNoCause();
    }
}

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
import dev.pgrm.application.log.LogBook;
import dev.pgrm.application.log.LogBook.Told;
import dev.pgrm.domain.log.LogEntry;
import dev.pgrm.domain.log.LogEntry.Severity;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.server.ServerId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@WithApi
class SkippingHttpTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static final RunningApi API = RunningApi.shared();
    private static final Visitor PROGRAM = API.program();

    private final String name = "skipped_" + UUID.randomUUID().toString().substring(0, 8);
    private final ServerId target;
    private final String path;

    SkippingHttpTest() {
        JsonNode publisher = registered();
        JsonNode subscriber = registered();
        API.monitor()
                .publish(Observed.of(publisher)
                        .at("0/3000000")
                        .slot(name, "0/2000000")
                        .seen());
        API.monitor()
                .publish(Observed.of(subscriber)
                        .subscribedTo(publisher.path("host").asText(), name)
                        .seen());
        await().atMost(RunningApi.PATIENCE).until(() -> stream().hasNonNull("targetId"));
        this.target = ServerId.parse(subscriber.path("serverId").asText());
        this.path = "/api/replication/streams/" + stream().path("id").asText() + "/skip";
    }

    private static JsonNode registered() {
        return PROGRAM.post("/api/databases", Databases.named(Databases.freshName()))
                .is(201)
                .json();
    }

    private JsonNode stream() {
        for (JsonNode stream : PROGRAM.get("/api/topology").is(200).json().path("streams")) {
            if (stream.path("name").asText().equals(name) && stream.hasNonNull("targetId")) {
                return stream;
            }
        }
        return Reply.parse("{}");
    }

    private void told(Instant at, String code, @Nullable String finishedAt) {
        API.bean(LogBook.class)
                .append(List.of(new Told(
                        target,
                        new ReplicationMessage(
                                code,
                                new LogEntry(
                                        at,
                                        Severity.ERROR,
                                        "23505",
                                        "duplicate key value violates unique constraint \"t_pkey\"",
                                        "Key (id)=(1) already exists.",
                                        null,
                                        "processing remote data for replication origin \"pg_16400\" during message type"
                                                + " \"INSERT\" for replication target relation \"public.t\" in transaction"
                                                + " 754, finished at 0/17860A8",
                                        null,
                                        7,
                                        null,
                                        null,
                                        null),
                                null,
                                new SubscriptionName(name),
                                null,
                                "public.t",
                                finishedAt == null ? null : Lsn.parse(finishedAt)))));
    }

    @Test
    void shows_what_would_be_skipped() {
        told(NOON, "unique_violation", "0/1000000");
        told(NOON.plusSeconds(5), "unique_violation", "0/17860A8");

        JsonNode body = PROGRAM.get(path).is(200).json();

        JsonNode transaction = body.path("transaction");
        assertThat(transaction.path("lsn").asText()).isEqualTo("0/17860A8");
        assertThat(transaction.path("table").asText()).isEqualTo("public.t");
        assertThat(transaction.path("operation").asText()).isEqualTo("insert");
        assertThat(transaction.path("detail").asText()).contains("(id)=(1)");
        assertThat(transaction.path("at").asText()).isEqualTo("2026-11-21T12:00:05Z");
        assertThat(body.path("lost").asText()).contains("every table");
    }

    @Test
    void skips_what_is_known_to_fail_and_nothing_else() {
        told(NOON, "unique_violation", "0/17860A8");

        JsonNode problem = PROGRAM.post(path, "{\"lsn\":\"0/17860A9\"}").problem(409, "not_failing");
        assertThat(problem.path("known").path("transaction").path("lsn").asText())
                .isEqualTo("0/17860A8");
        JsonNode operation =
                PROGRAM.post(path, "{\"lsn\":\"0/17860a8\"}").is(202).json();

        assertThat(operation.path("kind").asText()).isEqualTo("stream.skip");
        assertThat(PROGRAM.get("/api/operations/" + operation.path("id").asText() + "/runbook")
                        .is(200)
                        .body())
                .contains("alter subscription \"" + name + "\" skip (lsn = '0/17860A8');", "skip (lsn = none);");
    }

    @Test
    void what_was_skipped_fails_no_more() {
        told(NOON, "unique_violation", "0/17860A8");
        told(NOON.plusSeconds(1), "skip_completed", null);

        assertThat(PROGRAM.get(path).is(200).json().path("transaction").isNull())
                .isTrue();
    }

    /** No log of that server is read here. */
    @Test
    void takes_a_persons_word_where_no_log_can_be_read() {
        assertThat(PROGRAM.get(path).is(200).json().path("note").asText()).contains("without being checked");

        PROGRAM.post(path, "{\"lsn\":\"0/17860A8\"}").is(202);
    }

    @Test
    void refuses_what_is_no_position() {
        for (String body :
                List.of("{}", "{\"lsn\":\"0/0\"}", "{\"lsn\":\"x'); drop table t; --\"}", "{\"lsn\":\"\"}")) {
            assertThat(PROGRAM.post(path, body).is(422).complaints()).containsExactly("lsn");
        }
        PROGRAM.get("/api/replication/streams/" + UUID.randomUUID() + "/skip").problem(404, "stream_unknown");
        PROGRAM.post("/api/replication/streams/" + UUID.randomUUID() + "/skip", "{\"lsn\":\"0/1\"}")
                .problem(404, "stream_unknown");
        API.anonymous().get(path).is(401);
        API.anonymous().post(path, "{\"lsn\":\"0/1\"}").is(401);
    }
}

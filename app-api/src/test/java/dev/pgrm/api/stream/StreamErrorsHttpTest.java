package dev.pgrm.api.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Databases;
import dev.pgrm.api.Observed;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import dev.pgrm.application.log.LogBook;
import dev.pgrm.application.log.LogBook.Told;
import dev.pgrm.domain.log.LogEntry;
import dev.pgrm.domain.log.LogEntry.Severity;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.server.ServerId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@WithApi
class StreamErrorsHttpTest {
    private static final String PUBLISHER = Databases.freshName();
    private static final String SUBSCRIBER = Databases.freshName();
    private static final String SLOT = PUBLISHER.replace('-', '_');
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static final RunningApi API = RunningApi.shared();
    private static final Visitor PROGRAM = API.program();

    private static String path = "";

    @BeforeAll
    static void observe() {
        JsonNode publisher = registered(PUBLISHER);
        JsonNode subscriber = registered(SUBSCRIBER);
        API.monitor()
                .publish(Observed.of(publisher)
                        .at("0/3000000")
                        .slot(SLOT, "0/2000000")
                        .seen());
        API.monitor()
                .publish(Observed.of(subscriber)
                        .subscribedTo(PUBLISHER + ".example", SLOT)
                        .seen());
        // Until the subscriber was taken in, too, the stream ends at somebody unregistered.
        String end = subscriber.path("serverId").asText();
        await().atMost(RunningApi.PATIENCE).until(() -> streamTo(end) != null);
        JsonNode stream = Objects.requireNonNull(streamTo(end));
        path = "/api/replication/streams/" + stream.path("id").asText() + "/errors";
        var source = serverOf(stream, "sourceServerId");
        var target = serverOf(stream, "targetServerId");
        API.bean(LogBook.class)
                .append(List.of(
                        told(source, NOON, "slot_missing", "replication slot is not there", null, SLOT),
                        told(target, NOON.plusSeconds(1), "unique_violation", "duplicate key value", SLOT, null),
                        told(target, NOON.plusSeconds(2), "workers_exhausted", "out of workers", null, null),
                        told(target, NOON.plusSeconds(3), "unique_violation", "of another", "another", null),
                        told(source, NOON.plusSeconds(4), "sender_timeout", "timeout", null, SLOT)));
    }

    private static JsonNode registered(String name) {
        return PROGRAM.post("/api/databases", Databases.named(name)).is(201).json();
    }

    private static @Nullable JsonNode streamTo(String server) {
        for (JsonNode stream : PROGRAM.get("/api/topology").is(200).json().path("streams")) {
            if (stream.path("name").asText().equals(SLOT)
                    && stream.path("targetServerId").asText().equals(server)) {
                return stream;
            }
        }
        return null;
    }

    private static ServerId serverOf(JsonNode stream, String end) {
        return new ServerId(UUID.fromString(stream.path(end).asText()));
    }

    private static Told told(
            ServerId server,
            Instant at,
            String code,
            String text,
            @Nullable String subscription,
            @Nullable String slot) {
        return new Told(
                server,
                new ReplicationMessage(
                        code,
                        new LogEntry(
                                at,
                                Severity.ERROR,
                                "23505",
                                text,
                                "Key (id)=(1)",
                                null,
                                null,
                                null,
                                7,
                                null,
                                null,
                                null),
                        null,
                        subscription == null ? null : new SubscriptionName(subscription),
                        slot == null ? null : new SlotName(slot),
                        "public.t",
                        Lsn.parse("0/17860A8")));
    }

    @Test
    void what_both_logs_said_comes_newest_first_with_side_and_remedy() {
        JsonNode body = PROGRAM.get(path).is(200).json();

        assertThat(body.path("items")).hasSize(4);
        assertThat(texts(body))
                .containsExactly("timeout", "out of workers", "duplicate key value", "replication slot is not there");
        JsonNode unique = body.path("items").path(2);
        assertThat(unique.path("side").asText()).isEqualTo("target");
        assertThat(unique.path("code").asText()).isEqualTo("unique_violation");
        assertThat(unique.path("severity").asText()).isEqualTo("error");
        assertThat(unique.path("sqlState").asText()).isEqualTo("23505");
        assertThat(unique.path("relation").asText()).isEqualTo("public.t");
        assertThat(unique.path("finishedAt").asText()).isEqualTo("0/17860A8");
        assertThat(unique.path("remedy").asText()).contains("skip");
        assertThat(body.path("items").path(3).path("side").asText()).isEqualTo("source");
    }

    @Test
    void pages_follow_each_other() {
        var read = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = PROGRAM.get(path + "?limit=3" + cursor).is(200).json();
            read.addAll(texts(page));
            cursor = page.hasNonNull("next") ? "&cursor=" + page.path("next").asText() : "";
        } while (!cursor.isEmpty());

        assertThat(read).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void looks_for_times_and_words() {
        assertThat(texts(PROGRAM.get(path + "?q=DUPLICATE").is(200).json())).containsExactly("duplicate key value");
        assertThat(texts(PROGRAM.get(path + "?from=2026-11-21T12:00:02Z&to=2026-11-21T12:00:04Z")
                        .is(200)
                        .json()))
                .containsExactly("out of workers");
    }

    @Test
    void looks_in_the_log_of_one_side_and_for_one_code() {
        assertThat(texts(PROGRAM.get(path + "?side=source").is(200).json()))
                .containsExactly("timeout", "replication slot is not there");
        assertThat(texts(PROGRAM.get(path + "?side=target").is(200).json()))
                .containsExactly("out of workers", "duplicate key value");
        assertThat(texts(PROGRAM.get(path + "?code=unique_violation").is(200).json()))
                .containsExactly("duplicate key value");
        assertThat(PROGRAM.get(path + "?side=above").problem(422, "invalid").path("errors"))
                .hasSize(1);
    }

    @Test
    void says_where_logs_cannot_be_read() {
        JsonNode logs = PROGRAM.get(path).is(200).json().path("logs");

        assertThat(logs.path("source").path("readable").asBoolean()).isFalse();
        assertThat(logs.path("source").path("why").asText()).isNotEmpty();
        assertThat(logs.path("target").path("remedy").asText()).isNotEmpty();
    }

    @Test
    void refuses_what_makes_no_sense() {
        PROGRAM.get("/api/replication/streams/" + UUID.randomUUID() + "/errors").problem(404, "stream_unknown");
        JsonNode problem =
                PROGRAM.get(path + "?limit=0&cursor=made-up&from=yesterday").problem(422, "invalid");
        assertThat(problem.path("errors")).hasSize(3);
        JsonNode unheard = PROGRAM.get(
                        path + "?from=-999999999-01-01T00:00:00Z&to=%2B999999999-01-01T00:00:00Z&q=%00&cursor="
                                + cursor("+999999999-01-01T00:00:00Z 1"))
                .problem(422, "invalid");
        assertThat(unheard.path("errors")).hasSize(4);
        API.anonymous().get(path).is(401);
    }

    private static String cursor(String place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> texts(JsonNode page) {
        var texts = new ArrayList<String>();
        page.path("items").forEach(item -> texts.add(item.path("message").asText()));
        return texts;
    }
}

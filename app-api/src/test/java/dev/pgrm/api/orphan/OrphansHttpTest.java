package dev.pgrm.api.orphan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Databases;
import dev.pgrm.api.Observed;
import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import dev.pgrm.application.operation.Claims;
import dev.pgrm.application.operation.Doorbell;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.devkit.redis.RedisServer;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.operation.Epoch;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.PublicationSpec;
import dev.pgrm.domain.stream.SubscriptionSpec;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source with a stream and with what another left, on a Redis of its own; a stand-in for a monitor ends what is begun. */
@WithApi
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrphansHttpTest {
    private static final String ODD = "a/b; \"c\" 'd' ü";

    private final WorkerId worker = new WorkerId(UUID.randomUUID());
    private RedisServer redis;
    private RunningApi api;
    private Visitor program;
    private JsonNode source;
    private JsonNode target;

    @BeforeAll
    void start() {
        redis = RedisServer.temporary();
        api = RunningApi.start(RunningApi.environment(RunningApi.freshStore().jdbcUrl(), redis.uri()))
                .ready();
        program = api.program();
        source = registered(Databases.freshName());
        target = registered(Databases.freshName());
        api.bean(Doorbell.class)
                .onRing(() -> api.bean(Journal.class).claimable().forEach(each -> succeed(each, Map.of())));
        succeed(made(), Map.of("slot", "left", "publication", "left"));
    }

    @BeforeEach
    void see() {
        String host = source.path("host").asText();
        api.monitor()
                .publish(Observed.of(source)
                        .at("0/3000000")
                        .slot("feed", "0/2000000")
                        .slot("taken", "0/2000000")
                        .idleSlot("left", "0/1000000")
                        .idleSlot("of_others", "0/1000000")
                        .publication("left")
                        .publication(ODD)
                        .originLeft("pg_4242")
                        .seen());
        api.monitor().publish(Observed.of(target).subscribedTo(host, "feed").seen());
        await().atMost(RunningApi.PATIENCE).until(() -> orphans().size() == 6);
    }

    @AfterAll
    void stop() {
        api.close();
        redis.close();
    }

    private JsonNode registered(String name) {
        return program.post("/api/databases", Databases.named(name)).is(201).json();
    }

    private Operation made() {
        var work = new CreateStream(
                end(source),
                end(target),
                new Conninfo(new Endpoint("db-1", 5432), "orders", "prefer", null, null),
                new PublicationSpec(new PublicationName("left"), true, List.of(), List.of(), Set.of(), false),
                new SubscriptionSpec(new SubscriptionName("left"), new SlotName("left"), true, true, Options.UNSAID));
        Operation operation = Operation.of(
                new OperationId(UUID.randomUUID()),
                work,
                "ada",
                Clock.systemUTC().instant());
        api.bean(Journal.class).open(operation);
        return operation;
    }

    private static End end(JsonNode database) {
        return new End(
                DatabaseId.parse(database.path("id").asText()),
                database.path("name").asText());
    }

    private void succeed(Operation operation, Map<String, String> result) {
        Epoch epoch = api.bean(Claims.class).claim(operation.id(), operation.epoch(), worker);
        if (epoch != null) {
            api.bean(Journal.class).end(operation.id(), epoch, OperationStatus.SUCCEEDED, result);
        }
    }

    private List<JsonNode> orphans() {
        return program.get("/api/replication/orphans")
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    private JsonNode orphan(String kind, String name) {
        return orphans().stream()
                .filter(each -> each.path("kind").asText().equals(kind)
                        && each.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private String slot(String name) {
        return "/api/slots/" + sourceId() + "/" + name;
    }

    private String sourceId() {
        return source.path("id").asText();
    }

    private String publication(String name) {
        return "/api/databases/" + sourceId() + "/publications/" + encoded(name);
    }

    @Test
    void lists_what_no_stream_uses() {
        JsonNode slot = orphan("slot", "left");

        assertThat(slot.path("serverId")).isEqualTo(source.path("serverId"));
        assertThat(slot.path("databaseId").asText()).isEqualTo(sourceId());
        assertThat(slot.path("database")).isEqualTo(source.path("database"));
        assertThat(slot.path("retainedBytes").asLong()).isEqualTo(0x2000000);
        assertThat(slot.at("/forecast/growthBytesPerSecond").asDouble()).isPositive();
        assertThat(slot.path("madeHere").asBoolean()).isTrue();
        assertThat(slot.path("leftBy").isNull()).isTrue();
        assertThat(slot.path("removable").asBoolean()).isTrue();
        assertThat(slot.path("sql").asText()).contains("pg_drop_replication_slot", "'left'");
        assertThat(orphan("publication", "left").path("madeHere").asBoolean()).isTrue();
        assertThat(orphan("publication", "left").path("mayBeUsedBy").toString()).contains("Slot left");
        assertThat(orphan("publication", ODD).path("madeHere").asBoolean()).isFalse();
        assertThat(orphan("origin", "pg_4242").path("database").isNull()).isTrue();
    }

    @Test
    void wants_to_be_told_twice() {
        JsonNode question =
                program.delete(slot("left") + "?confirm=other").is(409).json();

        assertThat(question.path("code").asText()).isEqualTo("confirmation_needed");
        assertThat(question.path("detail").asText()).contains("for good", "holds back");
        JsonNode ofPublication = program.delete(publication("left")).is(409).json();
        assertThat(ofPublication.path("dependents").toString()).contains("Slot left");
    }

    @Test
    void a_removal_is_an_operation() {
        Reply reply =
                program.delete(slot("of_others") + "?confirm=of_others&wait=20").is(200);

        assertThat(reply.json().path("kind").asText()).isEqualTo("slot.remove");
        assertThat(reply.json().path("status").asText()).isEqualTo("succeeded");
        assertThat(reply.json().path("subjects").path(0).asText()).isEqualTo("database:" + sourceId());
        assertThat(program.get(reply.header("Location") + "/runbook").is(200).body())
                .contains("select pg_drop_replication_slot(slot_name)");
        assertThat(program.get("/api/operations?kind=slot.remove")
                        .is(200)
                        .json()
                        .path("items")
                        .valueStream()
                        .map(each -> each.path("id")))
                .contains(reply.json().path("id"));
    }

    @Test
    void removes_publications_of_any_name_and_origins() {
        assertThat(program.delete(publication(ODD) + "?confirm=" + encoded(ODD) + "&wait=20")
                        .is(200)
                        .json()
                        .path("kind")
                        .asText())
                .isEqualTo("publication.remove");
        assertThat(program.delete("/api/databases/" + sourceId() + "/origins/pg_4242?confirm=pg_4242&wait=20")
                        .is(200)
                        .json()
                        .path("kind")
                        .asText())
                .isEqualTo("origin.remove");
    }

    @Test
    void refuses_what_is_in_use_and_names_the_stream() {
        JsonNode fed = program.delete(slot("feed") + "?confirm=feed").is(409).json();
        assertThat(fed.path("code").asText()).isEqualTo("slot_in_use");
        assertThat(fed.at("/dependents/0/name").asText()).isEqualTo("feed");
        assertThat(fed.path("remedy").asText()).contains("Remove the stream");

        assertThat(code(program.delete(publication("all") + "?confirm=all").is(409)))
                .isEqualTo("publication_in_use");
        assertThat(code(program.delete(slot("taken") + "?confirm=taken").is(409)))
                .isEqualTo("slot_in_use");
    }

    @ParameterizedTest
    @ValueSource(strings = {"never_there", "Üben", "x'; drop table y; --", "a%2Fb"})
    void knows_nothing_of_what_was_never_seen(String name) {
        assertThat(code(program.delete("/api/slots/" + sourceId() + "/" + encoded(name) + "?confirm=" + encoded(name))
                        .is(404)))
                .isEqualTo("slot_unknown");
        assertThat(code(program.delete(publication(name)).is(404))).isEqualTo("publication_unknown");
        assertThat(code(program.delete("/api/slots/" + UUID.randomUUID() + "/left")
                        .is(404)))
                .isEqualTo("database_unknown");
    }

    private static String code(Reply reply) {
        return reply.json().path("code").asText();
    }

    @Test
    void nobody_gets_in_without_a_key() {
        api.anonymous().get("/api/replication/orphans").is(401);
        api.anonymous().delete(slot("left") + "?confirm=left").is(401);
    }
}

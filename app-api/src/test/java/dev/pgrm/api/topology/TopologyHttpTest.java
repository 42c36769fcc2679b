package dev.pgrm.api.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Databases;
import dev.pgrm.api.Observed;
import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One publisher that is registered and one that is not; a subscriber of both. */
@WithApi
class TopologyHttpTest {
    private static final String PUBLISHER = Databases.freshName();
    private static final String SUBSCRIBER = Databases.freshName();
    private static final String SLOT = PUBLISHER.replace('-', '_');
    private static final String UNREGISTERED = "nobody-" + PUBLISHER + ".example";

    private static final RunningApi API = RunningApi.shared();
    private static final Visitor PROGRAM = API.program();

    @SuppressWarnings("NullAway.Init") // by BeforeAll
    private static JsonNode publisher;

    @SuppressWarnings("NullAway.Init") // by BeforeAll
    private static JsonNode subscriber;

    @BeforeAll
    static void observe() {
        publisher = registered(PUBLISHER);
        subscriber = registered(SUBSCRIBER);
        API.monitor()
                .publish(Observed.of(publisher)
                        .at("0/3000000")
                        .slot(SLOT, "0/2000000")
                        .seen());
        API.monitor()
                .publish(Observed.of(subscriber)
                        .subscribedTo(PUBLISHER + ".example", SLOT)
                        .subscribedTo(UNREGISTERED, SLOT + "_other")
                        .seen());
        await().atMost(RunningApi.PATIENCE)
                .until(() -> any(topology().path("streams"), named("name", SLOT))
                        && any(topology().path("servers"), named("host", UNREGISTERED)));
    }

    private static JsonNode registered(String name) {
        return PROGRAM.post("/api/databases", Databases.named(name)).is(201).json();
    }

    private static JsonNode topology() {
        return PROGRAM.get("/api/topology").is(200).json();
    }

    private static Predicate<JsonNode> named(String field, String value) {
        return node -> node.path(field).asText().equals(value);
    }

    private static boolean any(JsonNode list, Predicate<JsonNode> which) {
        return list.valueStream().anyMatch(which);
    }

    private static JsonNode first(String list, Predicate<JsonNode> which) {
        return topology().path(list).valueStream().filter(which).findFirst().orElseThrow();
    }

    private static void has(JsonNode node, String fields) {
        assertThat(node.fieldNames()).toIterable().contains(fields.split(" "));
    }

    @Test
    void shows_every_part_in_full() {
        has(topology(), "generatedAt servers nodes streams summary");
        topology()
                .path("servers")
                .forEach(
                        server -> has(
                                server,
                                "id host port systemIdentifier version role timeline walLsn nodeIds managedBy provider region environment position"));
        topology()
                .path("nodes")
                .forEach(node -> has(
                        node,
                        "id serverId name host port database environment provider role declaredRole status error stale"
                                + " observedAt latencyMs position"));
        topology()
                .path("streams")
                .forEach(stream -> has(
                        stream,
                        "id type name sourceServerId targetServerId sourceId targetId status reason lagBytes lagSeconds"
                                + " publications subscription slot slotStatus retainedWalBytes tables backfill error"
                                + " match managed stale lastSyncAt"));
    }

    @Test
    void shows_a_stream_between_what_is_registered() {
        JsonNode stream = first("streams", named("name", SLOT));
        assertThat(stream.path("type").asText()).isEqualTo("logical");
        assertThat(stream.path("sourceId")).isEqualTo(publisher.path("id"));
        assertThat(stream.path("targetId")).isEqualTo(subscriber.path("id"));
        assertThat(stream.path("sourceServerId")).isEqualTo(publisher.path("serverId"));
        assertThat(stream.path("lagBytes").asLong()).isEqualTo(0x1000000);
        assertThat(stream.path("match").asText()).isEqualTo("proven");
        assertThat(stream.path("slot").asText()).isEqualTo(SLOT);
        assertThat(stream.path("publications").path(0).asText()).isEqualTo("all");
        assertThat(stream.path("tables").path("ready").asInt()).isEqualTo(3);
        assertThat(stream.path("route").size()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void lays_servers_out_in_groups_and_draws_a_collapsed_one_as_a_box() {
        JsonNode open = PROGRAM.get("/api/topology/layout?by=cloud").is(200).json();
        assertThat(open.path("servers").has(publisher.path("serverId").asText()))
                .isTrue();
        assertThat(open.path("groups").isEmpty()).isTrue();

        JsonNode boxed = PROGRAM.get("/api/topology/layout?by=cloud&collapsed=self-hosted&collapsed=aws")
                .is(200)
                .json();
        assertThat(boxed.path("servers").has(publisher.path("serverId").asText()))
                .isFalse();
        assertThat(boxed.at("/groups/self-hosted/width").asDouble()).isPositive();
    }

    @Test
    void an_unknown_way_of_grouping_is_refused() {
        assertThat(PROGRAM.get("/api/topology/layout?by=colour")
                        .is(422)
                        .json()
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("by");
    }

    @Test
    void shows_a_server_as_it_was_seen() {
        JsonNode server = first("servers", each -> each.path("id").equals(publisher.path("serverId")));
        assertThat(server.path("walLsn").asText()).isEqualTo("0/3000000");
        assertThat(server.path("version").asText()).startsWith("18");
        assertThat(server.path("role").asText()).isEqualTo("primary");
        assertThat(server.path("managedBy").isNull()).isTrue();
        JsonNode node = first("nodes", each -> each.path("id").equals(publisher.path("id")));
        assertThat(node.path("latencyMs").asDouble()).isEqualTo(3);
    }

    @Test
    void puts_a_placeholder_where_nobody_registered_an_end() {
        JsonNode server = first("servers", named("host", UNREGISTERED));
        JsonNode node = first("nodes", each -> each.path("serverId").equals(server.path("id")));
        assertThat(node.path("status").asText()).isEqualTo("unregistered");
        assertThat(first("streams", each -> each.path("sourceServerId").equals(server.path("id")))
                        .path("targetId"))
                .isEqualTo(subscriber.path("id"));
    }

    @Test
    void places_everything_without_an_overlap() {
        List<JsonNode> boxes = topology()
                .path("servers")
                .valueStream()
                .map(server -> server.path("position"))
                .toList();
        for (int i = 0; i < boxes.size(); i++) {
            assertThat(boxes.get(i).path("width").asDouble()).isPositive();
            for (int j = i + 1; j < boxes.size(); j++) {
                assertThat(overlap(boxes.get(i), boxes.get(j))).isFalse();
            }
        }
    }

    private static boolean overlap(JsonNode one, JsonNode other) {
        return before(one, other, "x", "width")
                && before(other, one, "x", "width")
                && before(one, other, "y", "height")
                && before(other, one, "y", "height");
    }

    private static boolean before(JsonNode one, JsonNode other, String corner, String size) {
        return one.path(corner).asDouble()
                < other.path(corner).asDouble() + other.path(size).asDouble();
    }

    @Test
    void keeps_the_layout_in_the_store() {
        JsonNode server = first("servers", each -> each.path("id").equals(publisher.path("serverId")));
        assertThat(RunningApi.sharedStore()
                        .value(
                                "select count(*) from topology_layout where positions ? '%s'".replace("? '%s'", "?? ?"),
                                server.path("id").asText()))
                .isNotEqualTo("0");
    }

    @Test
    void answers_304_to_whoever_has_it() {
        // Another class may change the topology between two requests.
        await().atMost(RunningApi.PATIENCE).until(() -> {
            String etag = PROGRAM.get("/api/topology").header("ETag");
            Reply again = PROGRAM.with("If-None-Match", etag).get("/api/topology");
            return again.status() == 304
                    && again.bytes().length == 0
                    && again.header("ETag").equals(etag)
                    // It is kept on by this answer; no-store would be the end of it.
                    && again.header("Cache-Control").equals("private, no-cache");
        });
        PROGRAM.with("If-None-Match", "\"other\"").get("/api/topology").is(200);
    }

    @Test
    void compresses_for_those_who_can() throws IOException {
        Reply packed =
                PROGRAM.with("Accept-Encoding", "gzip").get("/api/topology").is(200);
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.header("Vary")).containsIgnoringCase("accept-encoding");
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.bytes()))) {
            assertThat(new String(unpacked.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .startsWith("{")
                    .contains(SLOT);
        }
        assertThat(PROGRAM.get("/api/topology").header("Content-Encoding")).isEmpty();
        assertThat(PROGRAM.with("Accept-Encoding", "gzip;q=0")
                        .get("/api/topology")
                        .header("Content-Encoding"))
                .isEmpty();
    }

    @Test
    void answers_head_without_a_body() {
        Reply head = PROGRAM.send("HEAD", "/api/topology", null).is(200);
        assertThat(head.bytes()).isEmpty();
        assertThat(head.header("ETag")).isNotEmpty();
    }

    @Test
    void needs_a_monitor_to_discover() {
        assertThat(PROGRAM.post("/api/replication/discover", "{}")
                        .problem(503, "no_monitor")
                        .path("remedy")
                        .asText())
                .contains("pgrm monitor");
        PROGRAM.send("POST", "/api/replication/discover", null).problem(503, "no_monitor");
    }
}

package dev.pgrm.api.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Databases;
import dev.pgrm.api.Observed;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import dev.pgrm.application.history.Annals;
import dev.pgrm.application.history.Chronicle;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.application.watch.Watching.Pace;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.devkit.redis.RedisServer;
import dev.pgrm.domain.history.Grain;
import dev.pgrm.domain.history.Retention;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An API whose history was written over half an hour that has passed, in which one subscriber was removed. */
@WithApi
class HistoryHttpTest {
    private static final RedisServer REDIS = RedisServer.temporary();
    private static final RunningApi API = RunningApi.start(
                    RunningApi.environment(RunningApi.freshStore().jdbcUrl(), REDIS.uri()))
            .ready();
    private static final Visitor PROGRAM = API.program();
    private static final Clock CLOCK = Clock.systemUTC();

    @SuppressWarnings("NullAway.Init") // by BeforeAll
    private static Instant begin;

    @SuppressWarnings("NullAway.Init") // by BeforeAll
    private static Instant removed;

    @SuppressWarnings("NullAway.Init") // by BeforeAll
    private static String stream;

    @SuppressWarnings("NullAway.Init") // by BeforeAll
    private static JsonNode publisher;

    @BeforeAll
    static void write() {
        begin = Grain.QUARTER.floor(CLOCK.instant()).minus(Duration.ofHours(1));
        removed = begin.plusSeconds(1_200);
        publisher = registered("orders");
        JsonNode subscriber = registered("reporting");
        API.monitor()
                .publish(Observed.of(publisher)
                        .at("0/3000000")
                        .slot("feed", "0/2000000")
                        .seen());
        API.monitor()
                .publish(Observed.of(subscriber)
                        .subscribedTo("orders.example", "feed")
                        .seen());
        await().atMost(RunningApi.PATIENCE)
                .until(() -> topology("").path("streams").size() == 1);
        stream = topology("").at("/streams/0/id").asText();
        writePages(begin, removed);
        PROGRAM.delete("/api/databases/" + subscriber.path("id").asText() + "?confirm=reporting")
                .is(204);
        await().atMost(RunningApi.PATIENCE)
                .until(() -> topology("").path("nodes").size() == 1
                        || topology("").at("/streams/0/id").asText().equals(stream));
        writePages(removed, begin.plusSeconds(1_800));
    }

    private static JsonNode registered(String name) {
        return PROGRAM.post("/api/databases", Databases.named(name)).is(201).json();
    }

    /** As a monitor would have in that time. */
    private static void writePages(Instant from, Instant to) {
        var topology = API.bean(LiveTopology.class);
        var pace = new Pace(Duration.ofSeconds(5), Duration.ofSeconds(10));
        for (Instant at = from; at.isBefore(to); at = at.plusSeconds(30)) {
            try (var chronicle = new Chronicle(
                    new WorkerId(UUID.randomUUID()),
                    topology,
                    API.bean(Annals.class),
                    Clock.fixed(at, ZoneOffset.UTC),
                    pace,
                    Retention.USUAL)) {
                chronicle.takeTurn();
            }
        }
    }

    @AfterAll
    static void stop() {
        API.close();
        REDIS.close();
    }

    private static JsonNode topology(String query) {
        return PROGRAM.get("/api/topology" + query).is(200).json();
    }

    private static String metrics(String query) {
        return "/api/replication/streams/" + stream + "/metrics" + query;
    }

    private static String range() {
        return "?from=" + begin + "&to=" + begin.plusSeconds(1_800);
    }

    @Test
    void shows_the_course_of_a_stream_in_at_most_so_many_points() {
        JsonNode course = PROGRAM.get(metrics(range() + "&points=10")).is(200).json();

        assertThat(course.path("buckets").size()).isBetween(6, 10);
        JsonNode bucket = course.at("/buckets/0");
        assertThat(bucket.path("at").asText()).isEqualTo(begin.toString());
        assertThat(bucket.at("/lagBytes/min").asLong()).isEqualTo(0x1000000);
        assertThat(bucket.at("/lagBytes/avg").asLong()).isEqualTo(0x1000000);
        assertThat(bucket.at("/status").asText()).isEqualTo("active");
        assertThat(bucket.path("backfillPercent").isNull()).isTrue();
        assertThat(course.at("/thresholds/lagSeconds").asInt()).isEqualTo(300);
        assertThat(bucket.fieldNames())
                .toIterable()
                .contains("lagSeconds", "retainedWalBytes", "backfillPercent", "status");
        assertThat(PROGRAM.get(metrics(range())).is(200).json().path("buckets").size())
                .isEqualTo(60);
    }

    @Test
    void shows_the_course_of_a_slot_by_its_database_or_server() {
        for (String id : new String[] {"id", "serverId"}) {
            JsonNode course = PROGRAM.get("/api/slots/" + publisher.path(id).asText() + "/feed/metrics" + range())
                    .is(200)
                    .json();
            assertThat(course.at("/buckets/0/retainedWalBytes/max").asLong()).isEqualTo(0x1000000);
            assertThat(course.at("/buckets/0/activeShare").asDouble()).isEqualTo(1);
        }
        for (String unknown : List.of("other", "%00")) {
            PROGRAM.get("/api/slots/" + publisher.path("id").asText() + "/" + unknown + "/metrics")
                    .problem(404, "slot_unknown");
        }
    }

    @Test
    void times_of_which_nothing_is_known_have_no_buckets() {
        assertThat(PROGRAM.get(metrics("?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z"))
                        .is(200)
                        .json()
                        .path("buckets"))
                .isEmpty();
    }

    @Test
    void refuses_ranges_that_make_no_sense() {
        PROGRAM.get(metrics("?from=yesterday&points=2001")).problem(422, "invalid");
        PROGRAM.get(metrics("?from=2026-11-21T10:00:00.000001Z&to=2026-11-21T10:00:00.000002Z"))
                .problem(422, "invalid");
        assertThat(PROGRAM.get(metrics("?from=yesterday&points=2001")).complaints())
                .containsExactly("from", "points");
        assertThat(PROGRAM.get(metrics("?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z"))
                        .complaints())
                .containsExactly("from");
        assertThat(PROGRAM.get(metrics("?to=9999999999&points=many")).complaints())
                .containsExactly("to", "points");
        PROGRAM.get("/api/replication/streams/" + UUID.randomUUID() + "/metrics")
                .problem(404, "stream_unknown");
        API.anonymous().get(metrics("")).is(401);
    }

    @Test
    void the_map_of_a_past_moment_shows_what_is_gone_by_now() {
        JsonNode then = topology("?at=" + removed.minusSeconds(60));

        assertThat(then.path("generatedAt").asText())
                .isEqualTo(removed.minusSeconds(60).toString());
        assertThat(then.path("nodes")
                        .valueStream()
                        .map(node -> node.path("name").asText()))
                .containsExactlyInAnyOrder("orders", "reporting");
        JsonNode shown = then.at("/streams/0");
        assertThat(shown.path("subscription").asText()).isEqualTo("feed");
        assertThat(shown.path("lagBytes").asLong()).isEqualTo(0x1000000);
        assertThat(shown.path("retainedWalBytes").asLong()).isEqualTo(0x1000000);
        assertThat(shown.at("/tables/ready").asInt()).isEqualTo(3);
        assertThat(then.path("servers")
                        .valueStream()
                        .map(server -> server.path("walLsn").asText()))
                .contains("0/3000000");
        assertThat(then.path("servers")
                        .valueStream()
                        .map(server -> server.at("/position/width").asDouble()))
                .allMatch(width -> width > 0);
        assertThat(then.path("summary").path("databases").asInt()).isEqualTo(2);
    }

    @Test
    void the_map_after_a_removal_is_without_it() {
        assertThat(topology("?at=" + removed.plusSeconds(300))
                        .path("nodes")
                        .valueStream()
                        .map(node -> node.path("name").asText()))
                .doesNotContain("reporting");
    }

    @Test
    void tells_what_came_and_went_and_when_somebody_looked() {
        JsonNode happened = PROGRAM.get(
                        "/api/topology/changes?from=" + begin.minusSeconds(600) + "&to=" + begin.plusSeconds(1_800))
                .is(200)
                .json();

        assertThat(happened.path("begins").asText()).isEqualTo(begin.toString());
        assertThat(happened.at("/watched/0/from").asText()).isEqualTo(begin.toString());
        assertThat(happened.path("changes").valueStream())
                .as("what stood when history began did not come then")
                .noneMatch(change -> change.path("at").asText().equals(begin.toString()));
        JsonNode gone = happened.path("changes")
                .valueStream()
                .filter(change -> change.path("name").asText().equals("reporting")
                        && change.path("kind").asText().equals("node"))
                .findFirst()
                .orElseThrow();
        assertThat(gone.path("at").asText()).isEqualTo(removed.toString());
        assertThat(gone.at("/was/status").asText()).isEqualTo("connected");
        assertThat(gone.path("is").isNull()).isTrue();
        assertThat(PROGRAM.get("/api/topology/changes?from=2999-01-01T00:00:00Z")
                        .complaints())
                .containsExactly("from");
        API.anonymous().get("/api/topology/changes").is(401);
    }

    @Test
    void tells_how_it_is_set_up_and_how_far_back_history_reaches() {
        JsonNode settings = PROGRAM.get("/api/settings").is(200).json();

        assertThat(settings.at("/signIn/0").asText()).isEqualTo("key");
        assertThat(settings.path("pollSeconds").asDouble()).isPositive();
        assertThat(settings.at("/history/begins").asText()).isEqualTo(begin.toString());
        assertThat(settings.path("workers").isArray()).isTrue();
        assertThat(settings.at("/history/kept").isNull()).isTrue();
        API.bean(Annals.class)
                .tend(begin, new Retention(Duration.ofHours(24), Duration.ofDays(14), Duration.ofDays(400)));
        assertThat(PROGRAM.get("/api/settings").is(200).json().at("/history/kept"))
                .hasToString("{\"samplesSeconds\":86400,\"minutesSeconds\":1209600,\"quartersSeconds\":34560000}");
        API.anonymous().get("/api/settings").is(401);
    }

    @Test
    void a_moment_at_which_nobody_looked_is_shown_as_it_was_seen_last_and_stale() {
        JsonNode later = topology("?at=" + begin.plusSeconds(2_700));

        assertThat(later.path("nodes")).isNotEmpty();
        assertThat(later.path("nodes")
                        .valueStream()
                        .map(node -> node.path("stale").asBoolean()))
                .containsOnly(true);
    }

    @Test
    void tells_of_nothing_before_history_begins_nor_of_the_future() {
        assertThat(PROGRAM.get("/api/topology?at=" + begin.minusSeconds(60))
                        .problem(404, "before_history")
                        .path("detail")
                        .asText())
                .contains(begin.toString());
        assertThat(PROGRAM.get("/api/topology?at=2999-01-01T00:00:00Z").complaints())
                .containsExactly("at");
        assertThat(PROGRAM.get("/api/topology?at=noon").complaints()).containsExactly("at");
        API.anonymous().get("/api/topology?at=" + begin).is(401);
    }
}

package dev.pgrm.api.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Databases;
import dev.pgrm.api.Observed;
import dev.pgrm.api.Pair;
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
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.table.ListedTable;
import dev.pgrm.domain.table.ListedTable.Copy;
import dev.pgrm.domain.table.ListedTable.ReplicaIdentity;
import dev.pgrm.domain.table.PublishableReading;
import dev.pgrm.domain.table.PublishableSearch;
import dev.pgrm.domain.table.PublishableTable;
import dev.pgrm.domain.table.PublishableTable.Column;
import dev.pgrm.domain.table.TableReading;
import dev.pgrm.domain.table.TableSearch;
import dev.pgrm.domain.table.TableSearch.OfPublication;
import dev.pgrm.domain.table.TableSearch.OfSubscription;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** On a Redis of its own, where a stand-in for a monitor says which tables there are. */
@WithApi
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TablesHttpTest {
    private static final TableReading.Page PAGE = new TableReading.Page(
            List.of(
                    new ListedTable(
                            new TableName("public", "items"),
                            200L,
                            8192L,
                            ReplicaIdentity.PRIMARY_KEY,
                            "(id > 10)",
                            List.of("id", "payload"),
                            null),
                    new ListedTable(
                            new TableName("public", "orders"),
                            null,
                            null,
                            ReplicaIdentity.NOTHING,
                            null,
                            List.of(),
                            new Copy(TableState.COPYING, 4096L, 17L, null))),
            new TableName("public", "orders"));

    private static final PublishableReading.Page PUBLISHABLE = new PublishableReading.Page(
            List.of(new PublishableTable(
                    new TableName("<b>odd</b>", "low"),
                    false,
                    new TableName("<b>odd</b>", "all"),
                    null,
                    null,
                    ReplicaIdentity.PRIMARY_KEY,
                    List.of("id"),
                    List.of(new PublicationName("feed")),
                    List.of(new Column("id", "numeric(10,2)", true)))),
            new TableName("<b>odd</b>", "low"));

    private final List<Question> asked = new CopyOnWriteArrayList<>();
    private final WorkerId worker = new WorkerId(UUID.randomUUID());
    private RedisServer redis;
    private RunningApi api;
    private Visitor program;
    private Pair pair;
    private volatile TableReading reading = PAGE;
    private volatile PublishableReading publishable = PUBLISHABLE;

    @BeforeAll
    void start() {
        redis = RedisServer.temporary();
        api = RunningApi.start(RunningApi.environment(RunningApi.freshStore().jdbcUrl(), redis.uri()))
                .ready();
        program = api.program();
        pair = Pair.in(api);
        api.bean(Questions.class).serve(worker, question -> {
            asked.add(question);
            return question instanceof Question.ListPublishable
                    ? new Answer.PublishableListed(publishable)
                    : new Answer.TablesListed(reading);
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
        reading = PAGE;
        publishable = PUBLISHABLE;
        api.bean(Leases.class).beat(worker, Duration.ofMinutes(1));
    }

    private String published(String name) {
        return "/api/databases/" + pair.publisher().path("id").asText() + "/publications/" + name + "/tables";
    }

    private String ofStream() {
        return "/api/replication/streams/" + pair.stream() + "/tables";
    }

    private Question.ListTables question() {
        return (Question.ListTables) asked.getLast();
    }

    @Test
    void tells_of_each_table_what_it_publishes() {
        JsonNode page = program.get(published("all") + "?q=it&limit=2").is(200).json();

        JsonNode items = page.path("items").path(0);
        assertThat(items.path("schema").asText()).isEqualTo("public");
        assertThat(items.path("rows").asLong()).isEqualTo(200);
        assertThat(items.path("replicaIdentity").asText()).isEqualTo("primary-key");
        assertThat(items.path("filter").asText()).isEqualTo("(id > 10)");
        assertThat(items.path("columns").valueStream().map(JsonNode::asText)).containsExactly("id", "payload");
        assertThat(page.path("items").path(1).path("columns").isNull()).isTrue();
        assertThat(question().database())
                .isEqualTo(DatabaseId.parse(pair.publisher().path("id").asText()));
        assertThat(question().search())
                .isEqualTo(new TableSearch(new OfPublication(new PublicationName("all")), "it", null, null, 2));
    }

    @Test
    void goes_on_after_the_last_table() {
        String next = program.get(published("all")).is(200).json().path("next").asText();

        program.get(published("all") + "?cursor=" + next).is(200);

        assertThat(question().search().after()).isEqualTo(new TableName("public", "orders"));
    }

    private String publishable() {
        return "/api/databases/" + pair.publisher().path("id").asText() + "/tables";
    }

    @Test
    void tells_what_could_be_published() {
        JsonNode page = program.get(publishable() + "?schema=%3Cb%3Eodd%3C/b%3E&table=low&q=o&columns=true&limit=1")
                .is(200)
                .json();

        JsonNode table = page.path("items").path(0);
        assertThat(table.path("partitionOf").path("name").asText()).isEqualTo("all");
        assertThat(table.path("key").path(0).asText()).isEqualTo("id");
        assertThat(table.path("publications").path(0).asText()).isEqualTo("feed");
        assertThat(table.path("columns").path(0).path("type").asText()).isEqualTo("numeric(10,2)");
        assertThat(table.path("columns").path(0).path("generated").asBoolean()).isTrue();

        JsonNode next = program.get(
                        publishable() + "?cursor=" + page.path("next").asText())
                .is(200)
                .json();

        assertThat(next.path("items").path(0).path("columns").isNull()).isTrue();
        assertThat(asked)
                .extracting(question -> ((Question.ListPublishable) question).search())
                .containsExactly(
                        new PublishableSearch("<b>odd</b>", "low", "o", true, null, 1),
                        new PublishableSearch(null, null, null, false, new TableName("<b>odd</b>", "low"), 100));
    }

    @Test
    void what_could_be_published_is_unknown_where_the_database_cannot_be_asked() {
        publishable = new PublishableReading.Unread(new Trouble("timed_out", "h keeps silent", "Look there"));
        program.get(publishable()).problem(502, "timed_out");

        publishable = new PublishableReading.Gone();
        program.get(publishable()).problem(404, "database_unknown");
        program.get("/api/databases/" + UUID.randomUUID() + "/tables").problem(404, "database_unknown");
        assertThat(program.get(publishable() + "?q=%00&limit=1001&cursor=odd&columns=perhaps")
                        .is(422)
                        .complaints())
                .containsExactlyInAnyOrder("q", "limit", "cursor", "columns");

        Pair there = Pair.in(RunningApi.shared());
        RunningApi.shared()
                .program()
                .get("/api/databases/" + there.publisher().path("id").asText() + "/tables")
                .problem(503, "no_monitor");
    }

    @Test
    void tells_how_far_the_copies_of_a_stream_are() {
        JsonNode page = program.get(ofStream() + "?state=copying").is(200).json();

        JsonNode copy = page.path("items").path(1).path("copy");
        assertThat(copy.path("state").asText()).isEqualTo("copying");
        assertThat(copy.path("bytesCopied").asLong()).isEqualTo(4096);
        assertThat(question().database())
                .isEqualTo(DatabaseId.parse(pair.subscriber().path("id").asText()));
        assertThat(question().search())
                .isEqualTo(new TableSearch(new OfSubscription(new Oid(16_400)), null, TableState.COPYING, null, 100));
    }

    @Test
    void names_the_trouble_of_a_database_that_cannot_be_asked() {
        reading = new TableReading.Unread(new Trouble("connection_refused", "h refuses connections", "Start it"));

        program.get(published("all")).problem(502, "connection_refused");
    }

    @Test
    void needs_a_monitor() {
        RunningApi lonely = RunningApi.shared();
        Pair there = Pair.in(lonely);

        lonely.program()
                .get("/api/replication/streams/" + there.stream() + "/tables")
                .problem(503, "no_monitor");
    }

    @Test
    void a_publication_that_is_not_there_is_unknown() {
        reading = new TableReading.Missing();

        program.get(published("none")).problem(404, "publication_unknown");
        program.get("/api/databases/" + UUID.randomUUID() + "/publications/all/tables")
                .problem(404, "database_unknown");
        program.get("/api/replication/streams/" + UUID.randomUUID() + "/tables").problem(404, "stream_unknown");
    }

    @Test
    void refuses_what_makes_no_sense() {
        assertThat(program.get(ofStream() + "?state=odd&q=%00&limit=0&cursor=odd")
                        .is(422)
                        .complaints())
                .containsExactly("state", "q", "limit", "cursor");
    }

    @Test
    void a_subscriber_that_nobody_registered_cannot_be_asked() {
        String name = Databases.freshName();
        JsonNode alone =
                program.post("/api/databases", Databases.named(name)).is(201).json();
        api.monitor()
                .publish(Observed.of(alone)
                        .slot(name.replace('-', '_'), "0/1000000")
                        .seen());
        Awaitility.await()
                .atMost(RunningApi.PATIENCE)
                .until(() -> !streamAt(alone).isEmpty());

        program.get("/api/replication/streams/" + streamAt(alone) + "/tables").problem(409, "subscriber_unregistered");
    }

    private String streamAt(JsonNode database) {
        return program.get("/api/replication/streams?databaseId="
                        + database.path("id").asText())
                .is(200)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asText();
    }
}

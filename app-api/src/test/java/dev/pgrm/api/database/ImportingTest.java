package dev.pgrm.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Captured;
import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import dev.pgrm.application.AtOnce;
import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.devkit.redis.RedisServer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An API of its own, empty before each test, since an export is of everything. */
@WithApi
class ImportingTest {
    private static final Database STORE = RunningApi.freshStore();
    private static final RedisServer REDIS = RedisServer.temporary();
    private static final RunningApi API = RunningApi.start(RunningApi.environment(STORE.jdbcUrl(), REDIS.uri()))
            .ready();

    private final Visitor json = API.program();
    private final Visitor yaml = API.program().with("Content-Type", "application/yaml");

    @AfterAll
    static void stop() {
        API.close();
        REDIS.close();
    }

    @BeforeEach
    void empty() {
        STORE.sql("delete from registered_database", "delete from server");
    }

    private static String row(String name) {
        return "{\"name\":\"NAME\",\"host\":\"NAME.example\",\"database\":\"d\",\"credentials\":\"file:x\"}"
                .replace("NAME", name);
    }

    private static String list(String... rows) {
        return "{\"databases\":[" + String.join(",", rows) + "]}";
    }

    private static String fleet(int size) {
        return IntStream.range(0, size)
                .mapToObj(i ->
                        row("db-" + i).replace("}", ",\"tags\":{\"number\":\"" + i + "\"},\"environment\":\"test\"}"))
                .collect(Collectors.joining(",", "{\"databases\":[", "]}"));
    }

    private static List<String> names(JsonNode answer, String member) {
        return answer.path(member).valueStream().map(JsonNode::asText).toList();
    }

    private static int registered() {
        return Integer.parseInt(STORE.value("select count(*) from registered_database"));
    }

    private static String lastEntry() {
        return STORE.value("select max(id) from audit_entry");
    }

    @Test
    void a_thousand_databases_come_and_go_unchanged() {
        JsonNode answer =
                json.post("/api/databases/import", fleet(1_000)).is(200).json();
        assertThat(names(answer, "added")).hasSize(1_000);
        assertThat(registered()).isEqualTo(1_000);

        String asJson = json.get("/api/databases/export").is(200).body();
        String asYaml = json.with("Accept", "application/yaml")
                .get("/api/databases/export")
                .is(200)
                .body();
        String entry = lastEntry();
        assertThat(names(json.post("/api/databases/import", asJson).is(200).json(), "unchanged"))
                .hasSize(1_000);
        assertThat(names(yaml.post("/api/databases/import", asYaml).is(200).json(), "unchanged"))
                .hasSize(1_000);
        assertThat(lastEntry()).as("nothing was audited").isEqualTo(entry);
        assertThat(STORE.value("select max(version) from registered_database")).isEqualTo("0");

        empty();
        assertThat(names(yaml.post("/api/databases/import", asYaml).is(200).json(), "added"))
                .hasSize(1_000);
        assertThat(json.get("/api/databases/export").body()).isEqualTo(asJson);
        assertThat(json.get("/api/databases?limit=1000").json().path("items")).hasSize(1_000);
    }

    @Test
    void whatever_may_be_said_comes_back_unchanged() {
        String said = row("odd")
                .replace(
                        "}",
                        ",\"notes\":\" #\\u0085: 'x'\\r\\n\\t\\ud83d\\ude00 \\\\\",\"tags\":{\"on\":\"no\",\"~\":\"\",\"1e3\":\"{a: b}\"},"
                                + "\"alternateHosts\":[\"h2\",\"[::1]:5433\"],\"environment\":\"null\"}");
        json.post("/api/databases/import", list(said)).is(200);

        for (String form : List.of("json", "yaml")) {
            String exported =
                    json.get("/api/databases/export?format=" + form).is(200).body();
            assertThat(names(
                            json.with("Content-Type", "application/" + form)
                                    .post("/api/databases/import", exported)
                                    .is(200)
                                    .json(),
                            "unchanged"))
                    .containsExactly("odd");
        }
    }

    @Test
    void takes_nothing_in_when_it_is_unclear_whether_it_should() {
        json.post("/api/databases/import?dryRun=maybe", list(row("unsure"))).is(422);

        assertThat(registered()).isZero();
    }

    @Test
    void tells_what_it_adds_changes_and_leaves_alone() {
        json.post("/api/databases/import", list(row("same"), row("other"))).is(200);

        String second = list(row("new"), row("same"), row("other").replace("other.example", "elsewhere"));
        JsonNode preview =
                json.post("/api/databases/import?dryRun=true", second).is(200).json();
        assertThat(registered()).isEqualTo(2);
        JsonNode answer = json.post("/api/databases/import", second).is(200).json();

        assertThat(answer).isEqualTo(preview);
        assertThat(names(answer, "added")).containsExactly("new");
        assertThat(names(answer, "changed")).containsExactly("other");
        assertThat(names(answer, "unchanged")).containsExactly("same");
        assertThat(answer.path("refused")).isEmpty();
        assertThat(answer.path("differences"))
                .isEqualTo(Reply.parse("{\"other\":{\"hosts\":\"[other.example:5432] -> [elsewhere:5432]\"}}"));
        assertThat(STORE.query("select actor, act from audit_entry order by id desc limit 3"))
                .containsExactly(
                        List.of("key", "databases.imported"),
                        List.of("key", "database.created"),
                        List.of("key", "database.changed"));
    }

    @Test
    void what_the_list_leaves_out_has_its_default_again() {
        json.post("/api/databases/import", list(row("a").replace("}", ",\"notes\":\"gone\",\"port\":6432}")))
                .is(200);
        json.post("/api/databases/import", list(row("a"))).is(200);

        JsonNode database = json.get("/api/databases").json().path("items").path(0);
        assertThat(database.path("notes").isNull()).isTrue();
        assertThat(database.path("port").asInt()).isEqualTo(5432);
    }

    @Test
    void one_row_that_is_refused_stops_all() {
        Captured.secret("hunter2-4712");
        String body = list(
                row("good"),
                row("bad").replace("host", "hots"),
                row("good"),
                row("leaky").replace("}", ",\"password\":\"hunter2-4712\"}"),
                row("wrong").replace("file:x", "hunter2-4712"));
        String entry = lastEntry();

        Reply refused = json.post("/api/databases/import", body);
        JsonNode problem = refused.problem(422, "import_refused");

        assertThat(names(problem, "added")).containsExactly("good");
        assertThat(problem.path("refused")
                        .valueStream()
                        .map(row -> row.path("row").asInt()))
                .containsExactly(2, 3, 4, 5);
        assertThat(problem.path("refused")
                        .valueStream()
                        .map(row -> row.path("name").asText()))
                .containsExactly("bad", "good", "leaky", "wrong");
        assertThat(problem.path("refused").path(0).path("errors").findValuesAsText("field"))
                .containsExactly("hots", "host");
        assertThat(problem.path("refused").path(2).path("errors").findValuesAsText("field"))
                .containsExactly("password");
        assertThat(problem.has("differences")).isTrue();
        assertThat(refused.body()).doesNotContain("hunter2");
        assertThat(registered()).isZero();
        assertThat(lastEntry()).isEqualTo(entry);

        JsonNode preview =
                json.post("/api/databases/import?dryRun=true", body).is(200).json();
        assertThat(preview.path("refused")).isEqualTo(problem.path("refused"));
    }

    @Test
    void other_tools_bring_their_own_lists() {
        JsonNode services = json.with("Content-Type", "text/plain")
                .post(
                        "/api/databases/import?credentials=file:{name}"
                                .replace("{", "%7B")
                                .replace("}", "%7D"),
                        """
                        [orders]
                        host=db-1
                        user=ada
                        """)
                .is(200)
                .json();
        JsonNode servers = json.post("/api/databases/import?credentials=rds-iam:%7Buser%7D", """
                        {"Servers":{"1":{"Name":"stock","Group":"live","Host":"db-2","Port":5432,"MaintenanceDB":"stock",
                        "Username":"bob","SSLMode":"verify-full"}}}""")
                .is(200)
                .json();

        assertThat(names(services, "added")).containsExactly("orders");
        assertThat(names(servers, "added")).containsExactly("stock");
        assertThat(json.get("/api/databases").json().path("items").findValuesAsText("credentials"))
                .containsExactly("file:orders", "rds-iam:bob");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, rubbish",
        "application/json, '[]'",
        "application/yaml, 'a: [hunter2'",
        "application/x-yaml, 'a: b'",
        "text/yaml, '{}'",
        "text/plain, hunter2"
    })
    void what_is_no_list_is_told_as_such(String type, String body) {
        Reply reply = json.with("Content-Type", type).post("/api/databases/import", body);

        reply.problem(400, "unreadable_list");
        assertThat(reply.body()).doesNotContain("hunter2", "snakeyaml", "jackson");
    }

    @Test
    void takes_no_other_kind_of_body() {
        json.with("Content-Type", "text/csv")
                .post("/api/databases/import", "a,b")
                .is(415);
        json.with("Content-Type", "application/yaml")
                .post("/api/databases/import", "x".repeat(9 << 20))
                .problem(413, "too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/yaml", "text/yaml", "application/x-yaml"})
    void yaml_is_for_whoever_accepts_it(String type) {
        Reply reply = json.with("Accept", type).get("/api/databases/export").is(200);

        assertThat(reply.header("Content-Type")).startsWith("application/yaml");
        assertThat(reply.body()).isEqualTo("databases: []\n");
        assertThat(json.get("/api/databases/export?format=yaml").is(200).body()).isEqualTo("databases: []\n");
        assertThat(json.get("/api/databases/export?format=json").is(200).json().path("databases"))
                .isEmpty();
        json.get("/api/databases/export?format=xml").problem(422, "invalid");
    }

    @Test
    void the_map_shows_what_was_imported() {
        json.post("/api/databases/import", list(row("shown-at-once"))).is(200);

        await().atMost(RunningApi.PATIENCE)
                .until(() -> json.get("/api/topology")
                        .json()
                        .path("nodes")
                        .findValuesAsText("name")
                        .contains("shown-at-once"));
    }

    @Test
    void two_at_once_are_one() throws InterruptedException {
        var ends =
                AtOnce.run(4, i -> json.post("/api/databases/import", fleet(50)).status());

        assertThat(ends).extracting(AtOnce.End::result).containsOnly(200);
        assertThat(registered()).isEqualTo(50);
        assertThat(STORE.value("select max(version) from registered_database")).isEqualTo("0");
    }

    @Test
    void of_two_that_want_something_else_at_once_one_comes_last_and_neither_by_half() throws InterruptedException {
        AtOnce.run(
                4,
                i -> json.post("/api/databases/import", fleet(50).replace("\"test\"", "\"env-" + i + "\""))
                        .is(200)
                        .status());

        assertThat(registered()).isEqualTo(50);
        assertThat(STORE.value("select count(distinct environment) from registered_database"))
                .isEqualTo("1");
    }
}

package dev.pgrm.api.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Captured;
import dev.pgrm.api.Databases;
import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.devkit.redis.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of databases as Kubernetes mounts it: a link into a folder that is itself a link, which is swapped. */
@WithApi
class DatabasesFileTest {
    private final Database store = RunningApi.freshStore();
    private final RedisServer redis = RedisServer.temporary();

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    private Path volume;

    @SuppressWarnings("NullAway.Init") // by BeforeEach
    private RunningApi api;

    @SuppressWarnings("NullAway.Init") // by BeforeEach
    private Visitor program;

    private int edition;

    @BeforeEach
    void start() throws IOException {
        Files.createSymbolicLink(volume.resolve("databases.yaml"), Path.of("..data/databases.yaml"));
        api = RunningApi.start(environment()).ready();
        program = api.program();
    }

    private Map<String, String> environment() {
        var environment = new HashMap<>(RunningApi.environment(store.jdbcUrl(), redis.uri()));
        environment.put("PGRM_DATABASES_FILE", volume.resolve("databases.yaml").toString());
        return environment;
    }

    @AfterEach
    void stop() {
        api.close();
        redis.close();
    }

    private void mount(String content) throws IOException {
        edition++;
        Path folder = Files.createDirectory(volume.resolve("..edition-" + edition));
        Files.writeString(folder.resolve("databases.yaml"), content);
        Path link = Files.createSymbolicLink(volume.resolve("..next"), folder.getFileName());
        Files.move(link, volume.resolve("..data"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String row(String name) {
        return "- {name: NAME, host: NAME.example, database: d, credentials: 'file:x'}\n".replace("NAME", name);
    }

    private List<String> names() {
        return program.get("/api/databases").is(200).json().path("items").findValuesAsText("name");
    }

    private void awaitNames(String... names) {
        await().atMost(RunningApi.PATIENCE)
                .untilAsserted(() -> assertThat(names()).containsExactly(names));
    }

    private void awaitState(String state) {
        await().atMost(RunningApi.PATIENCE)
                .until(() -> api.anonymous().get("/health").body().contains("\"state\":\"" + state + "\""));
    }

    private String metric() {
        return program.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("pgrm_databases_file_valid"))
                .collect(Collectors.joining());
    }

    @Test
    void is_followed_from_the_moment_it_is_there() throws IOException {
        awaitState("missing");
        assertThat(metric()).endsWith(" 0.0");
        program.post("/api/databases", Databases.named("adopted")).is(201);
        program.post("/api/databases", Databases.named("manual")).is(201);

        mount("databases:\n" + row("adopted") + row("listed"));
        awaitNames("adopted", "listed", "manual");
        awaitState("valid");
        assertThat(metric()).endsWith(" 1.0");
        assertThat(program.get("/api/databases?managedBy=file")
                        .json()
                        .path("items")
                        .findValuesAsText("name"))
                .containsExactly("adopted", "listed");
        assertThat(store.query("select actor, act from audit_entry where actor <> 'key' order by act"))
                .containsExactly(
                        List.of("databases-file", "database.changed"),
                        List.of("databases-file", "database.created"),
                        List.of("databases-file", "databases.imported"));
        await().atMost(RunningApi.PATIENCE)
                .until(() -> program.get("/api/topology")
                        .json()
                        .path("nodes")
                        .findValuesAsText("name")
                        .contains("listed"));

        mount("databases:\n" + row("listed"));
        awaitNames("listed", "manual");
    }

    @Test
    void what_it_keeps_is_changed_there_alone() throws IOException {
        mount("databases:\n" + row("listed"));
        awaitNames("listed");
        JsonNode listed = program.get("/api/databases").json().path("items").path(0);
        assertThat(listed.path("managedBy").asText()).isEqualTo("file");
        String place = "/api/databases/" + listed.path("id").asText();

        Reply refused = program.with("If-Match", "\"0\"").put(place, Databases.named("listed"));
        assertThat(refused.problem(409, "managed_by_file").path("detail").asText())
                .contains("'listed'", "PGRM_DATABASES_FILE");
        program.delete(place).problem(409, "managed_by_file");
        program.delete(place + "?confirm=listed").problem(409, "managed_by_file");
        assertThat(program.post("/api/databases/import", "{\"databases\":[" + Databases.named("listed") + "]}")
                        .problem(422, "import_refused")
                        .path("refused")
                        .toString())
                .contains("PGRM_DATABASES_FILE");
        assertThat(program.get(place).json()).isEqualTo(listed);
    }

    @Test
    void a_wrong_one_changes_nothing_and_is_told_once() throws IOException {
        Captured.secret("hunter2-4713");
        mount("databases:\n" + row("listed"));
        awaitNames("listed");

        mount("databases:\n" + row("new") + "- {name: wrong-row, host: h, database: d, password: hunter2-4713}\n");
        awaitState("invalid");
        assertThat(metric()).endsWith(" 0.0");
        assertThat(api.anonymous().get("/health/readiness").status()).isEqualTo(200);
        assertThat(names()).containsExactly("listed");
        assertThat(Captured.lines().stream().filter(line -> line.contains("wrong-row")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("row 2", "password"));

        mount("databases:\n" + row("new"));
        awaitNames("new");
        awaitState("valid");
    }

    @Test
    void several_programs_follow_one_file_in_peace() throws IOException {
        try (RunningApi other = RunningApi.start(environment()).ready()) {
            mount(IntStream.range(0, 1_000)
                    .mapToObj(i -> row("db-" + (1_000 + i)))
                    .collect(Collectors.joining("", "databases:\n", "")));
            for (RunningApi each : List.of(api, other)) {
                await().atMost(RunningApi.PATIENCE)
                        .until(() -> each.anonymous().get("/health").body().contains("\"state\":\"valid\""));
            }
            assertThat(names()).hasSize(1_000);
            assertThat(store.value("select max(version) from registered_database"))
                    .isEqualTo("0");
            assertThat(store.value("select count(*) from audit_entry where act = 'databases.imported'"))
                    .isEqualTo("1");
        }
    }
}

package dev.pgrm.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.api.Captured;
import dev.pgrm.api.Databases;
import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithApi
class RefusedBodiesTest {
    private static final String UNKNOWN = "/api/databases/00000000-0000-0000-0000-000000000001";

    private final Visitor program = RunningApi.shared().program();

    @Test
    void names_every_field_that_is_wrong_at_once() {
        Reply reply = program.post("/api/databases", """
                {"name":"a/b","host":"http://x","port":70000,"database":"","provider":"ibm","role":"boss","tlsMode":"allow",
                "credentials":"nonsense","replicationCredentials":"rds-iam:u","iamRoleArn":"x"}""");
        reply.problem(422, "invalid");
        assertThat(reply.complaints())
                .containsExactlyInAnyOrder(
                        "name",
                        "host",
                        "port",
                        "database",
                        "provider",
                        "role",
                        "tlsMode",
                        "credentials",
                        "replicationCredentials",
                        "iamRoleArn");
    }

    @Test
    void names_what_is_missing() {
        Reply reply = program.post("/api/databases", "{}");
        reply.problem(422, "invalid");
        assertThat(reply.complaints()).containsExactlyInAnyOrder("name", "host", "database", "credentials");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hunter2-4711", "postgres://u:hunter2-4711@h/d", "file:../hunter2-4711", "env:hunter2-4711"})
    void refuses_a_password_where_a_reference_belongs_and_never_repeats_it(String password) {
        Captured.secret("hunter2-4711");
        Reply reply = program.post(
                "/api/databases", Databases.named(Databases.freshName()).replace("file:orders", password));
        reply.problem(422, "invalid");
        assertThat(reply.complaints()).containsExactly("credentials");
        assertThat(reply.body()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"hunter2-4711",
                "{\"credentials\":\"hunter2-4711\",}",
                "hunter2-4711",
                "{\"port\":\"hunter2-4711\"}",
                "{\"tags\":\"hunter2-4711\"}",
                "[\"hunter2-4711\"]",
                "{\"credentials\":{\"password\":\"hunter2-4711\"}}"
            })
    void answers_400_to_malformed_bodies_without_quoting_them(String body) {
        Captured.secret("hunter2-4711");
        Reply reply = program.post("/api/databases", body).is(400);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.json().path("remedy").asText()).isNotBlank();
        assertThat(reply.body()).doesNotContain("hunter2", "jackson", "micronaut", "dev.pgrm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null"})
    void answers_400_to_no_body(String body) {
        Reply reply = program.post("/api/databases", body).is(400);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.json().path("detail").asText()).isEqualTo("The body is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"port\":\"many\"}"})
    void speaks_of_the_body_by_no_name_of_its_own(String body) {
        assertThat(program.post("/api/databases", body)
                        .is(400)
                        .json()
                        .path("detail")
                        .asText())
                .startsWith("The body ")
                .doesNotContain("draft");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tags\":{\"a\":null}",
                "\"subnetIds\":[null]",
                "\"securityGroupIds\":[\"g\",null]",
                "\"tags\":{\"a\":\"\\u0000\"}",
                "\"subnetIds\":[\"\\u0000\"]",
                "\"database\":\"\\ud800\"",
                "\"notes\":\"\\ud800\""
            })
    void complains_of_values_that_cannot_be_kept(String field) {
        String body = Databases.named(Databases.freshName()).replace("{", "{" + field + ",");
        if (field.contains("database")) {
            body = body.replace(",\"database\":\"orders\"", "");
        }
        Reply reply = program.post("/api/databases", body);
        assertThat(reply.status()).as(() -> reply.body()).isIn(400, 422);
    }

    @Test
    void counts_bytes_where_postgresql_does() {
        String body = Databases.named(Databases.freshName()).replace("\"orders\"", "\"" + "\u00fc".repeat(40) + "\"");
        program.post("/api/databases", body).problem(422, "invalid");
    }

    @Test
    void ignores_what_it_does_not_know() {
        program.post("/api/databases", Databases.named(Databases.freshName()).replace("{", "{\"unheardOf\":1,"))
                .is(201);
    }

    @Test
    void a_password_is_refused_by_its_name_and_never_repeated() {
        String body = Databases.named(Databases.freshName()).replace("{", "{\"password\":\"hunter2\",");
        var problem = program.post("/api/databases", body).problem(422, "invalid");

        assertThat(problem.path("errors").path(0).path("field").asText()).isEqualTo("password");
        assertThat(problem.toString()).doesNotContain("hunter2");
        program.post("/api/databases/test", body).problem(422, "invalid");
    }

    @Test
    void refuses_what_is_too_large() {
        String body = "{\"notes\":\"" + "x".repeat(9 << 20) + "\"}";
        assertThat(program.post("/api/databases", body)
                        .problem(413, "too_large")
                        .toString())
                .doesNotContain("xxxx");
    }

    @Test
    void wants_json() {
        Reply reply = program.with("Content-Type", "text/plain").post("/api/databases", "hunter2");
        reply.is(415);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.body()).doesNotContain("hunter2");
    }

    @Test
    void knows_no_such_database() {
        program.get(UNKNOWN).problem(404, "database_unknown");
        program.delete(UNKNOWN + "?confirm=x").problem(404, "database_unknown");
        program.with("If-Match", "\"1\"")
                .put(UNKNOWN, Databases.named(Databases.freshName()))
                .problem(404, "database_unknown");
    }

    @Test
    void refuses_an_id_that_is_none() {
        program.get("/api/databases/hunter").problem(400, "malformed_request");
        program.delete("/api/databases/1").problem(400, "malformed_request");
    }

    @Test
    void knows_no_such_path_or_method() {
        program.get("/api/nowhere").problem(404, "not_found");
        program.send("PATCH", "/api/databases", "{}").problem(405, "method_not_allowed");
        program.delete("/api/databases").problem(405, "method_not_allowed");
    }

    @Test
    void shows_people_a_page() {
        Reply reply = program.with("Accept", "text/html")
                .get("/nowhere/<script>".replace("<", "%3C").replace(">", "%3E"));
        reply.is(404);
        assertThat(reply.header("Content-Type")).startsWith("text/html");
        assertThat(reply.body()).contains("nowhere").doesNotContain("/<script>");
    }
}

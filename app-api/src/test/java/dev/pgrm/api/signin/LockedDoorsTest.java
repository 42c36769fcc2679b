package dev.pgrm.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@WithApi
class LockedDoorsTest {
    private final Visitor anonymous = RunningApi.shared().anonymous();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/health",
                "/health/liveness",
                "/health/readiness",
                "/api/auth/status",
                "/api/auth/methods"
            })
    void is_open_to_all(String path) {
        anonymous.get(path).is(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "GET, /docs",
        "GET, /openapi.yml",
        "GET, /nowhere",
        "GET, /login/",
        "GET, /login/x",
        "GET, //api/topology",
        "GET, /api/topology/",
        "GET, /API/topology",
        "GET, /api/auth/me",
        "GET, /api/auth/login",
        "POST, /api/auth/logout",
        "POST, /api/auth/status",
        "GET, /api/topology",
        "HEAD, /api/topology",
        "POST, /api/replication/discover",
        "GET, /api/databases",
        "POST, /api/databases",
        "POST, /api/databases/test",
        "POST, /api/databases/00000000-0000-0000-0000-000000000001/test",
        "PUT, /api/databases/00000000-0000-0000-0000-000000000001",
        "DELETE, /api/databases/00000000-0000-0000-0000-000000000001",
        "GET, /api/nowhere",
        "GET, /beans",
        "GET, /env",
        "GET, /loggers",
        "GET, /metrics",
        "GET, /prometheus",
        "OPTIONS, /api/databases",
        "TRACE, /api/topology",
    })
    void answers_401_without_sign_in(String method, String path) {
        assertThat(anonymous.send(method, path, null).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health/../api/topology",
                "/assets/../api/topology",
                "/assets/..%2fapi/topology",
                "/assets/%2e%2e/api/topology",
                "/assets/../../application-api.yml",
                "/assets/..%2f..%2fapplication-api.yml",
                "/assets/..%5c..%5capplication-api.yml",
                "/assets/../../views/login.peb"
            })
    void leads_nowhere_by_a_detour(String path) {
        Reply reply = anonymous.get(path);
        assertThat(reply.status()).isIn(400, 401, 404);
        assertThat(reply.body()).doesNotContain("generatedAt", "intercept-url-map", "{%");
    }

    @Test
    void tells_programs_what_is_missing() {
        Reply reply = anonymous.get("/api/databases");
        reply.problem(401, "not_signed_in");
        assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @CsvSource({"/, /login", "/docs, /login?next=%2Fdocs", "/nowhere?a=b, /login?next=%2Fnowhere%3Fa%3Db"})
    void sends_people_to_the_login_page_and_back(String path, String expected) {
        Reply reply = anonymous.with("Accept", "text/html,*/*").get(path);
        reply.is(303);
        assertThat(reply.header("Location")).isEqualTo(expected);
    }

    @Test
    void never_sends_a_program_that_calls_the_api_to_a_page() {
        anonymous.with("Accept", "text/html").get("/api/databases").problem(401, "not_signed_in");
    }

    @Test
    void asks_for_a_sign_in_with_a_wrong_bearer() {
        anonymous.with("Authorization", "Bearer wrong").get("/api/databases").problem(401, "not_signed_in");
        anonymous
                .with("Authorization", "Basic " + RunningApi.KEY)
                .get("/api/databases")
                .is(401);
        anonymous.with("Authorization", "Bearer ").get("/api/databases").is(401);
    }

    @Test
    void lets_a_program_in_with_the_key() {
        Reply me = RunningApi.shared().program().get("/api/auth/me").is(200);
        assertThat(me.json().at("/user/name").asText()).isEqualTo("key");
        assertThat(me.json().at("/user/roles/0").asText()).isEqualTo("admin");
        assertThat(me.json().path("csrfToken").isNull()).isTrue();
    }
}

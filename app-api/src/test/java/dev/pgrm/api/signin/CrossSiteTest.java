package dev.pgrm.api.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pgrm.api.Databases;
import dev.pgrm.api.Hearing;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithApi
class CrossSiteTest {
    private static final String SOME = "/api/databases/00000000-0000-0000-0000-000000000001";

    private final Visitor browser = RunningApi.shared().anonymous().signIn();

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE"})
    void wants_the_csrf_token_of_a_session_that_changes_something(String method) {
        String path = method.equals("POST") ? "/api/databases" : SOME;
        String body = method.equals("DELETE") ? null : Databases.named(Databases.freshName());
        browser.without("X-CSRF-Token").send(method, path, body).problem(403, "csrf_token");
        browser.with("X-CSRF-Token", "guessed").send(method, path, body).problem(403, "csrf_token");
    }

    @Test
    void wants_it_for_signing_out_and_discovering_too() {
        Visitor bare = browser.without("X-CSRF-Token");
        bare.post("/api/auth/logout", "{}").problem(403, "csrf_token");
        bare.post("/api/replication/discover", "{}").problem(403, "csrf_token");
        browser.get("/api/auth/me").is(200);
    }

    @Test
    void does_not_take_the_token_of_another_session() {
        Visitor other = RunningApi.shared().anonymous().signIn();
        String foreign = other.get("/api/auth/me").json().path("csrfToken").asText();
        browser.with("X-CSRF-Token", foreign)
                .post("/api/databases", Databases.named(Databases.freshName()))
                .problem(403, "csrf_token");
    }

    @Test
    void acts_with_the_token() {
        browser.with("Origin", browser.origin())
                .post("/api/databases", Databases.named(Databases.freshName()))
                .is(201);
    }

    @Test
    void wants_none_of_programs() {
        RunningApi.shared()
                .program()
                .post("/api/databases", Databases.named(Databases.freshName()))
                .is(201);
    }

    @Test
    void wants_none_for_reading() {
        browser.without("X-CSRF-Token").get("/api/databases").is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://127.0.0.1:1", "null", "http://127.0.0.1", "not a url"})
    void refuses_what_comes_from_other_sites(String origin) {
        Visitor elsewhere = browser.with("Origin", origin);
        elsewhere.post("/api/databases", Databases.named(Databases.freshName())).problem(403, "cross_site");
        elsewhere.post("/api/auth/login", "{}").problem(403, "cross_site");
        assertThatThrownBy(elsewhere::listen)
                .isInstanceOfSatisfying(
                        Hearing.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(403));
    }

    @Test
    void lets_nobody_listen_without_sign_in() {
        assertThatThrownBy(() -> RunningApi.shared().anonymous().listen())
                .isInstanceOfSatisfying(
                        Hearing.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(401));
    }

    @Test
    void lets_its_own_pages_and_programs_listen() {
        for (Visitor visitor : new Visitor[] {
            browser.with("Origin", browser.origin()), RunningApi.shared().program()
        }) {
            try (Hearing hearing = visitor.listen()) {
                assertThat(hearing.first(message -> true).path("type").asText()).isEqualTo("snapshot");
            }
        }
    }
}

package dev.pgrm.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.api.Captured;
import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithApi
class SignInTest {
    private static final String RIGHT = "{\"method\":\"key\",\"key\":\"" + RunningApi.KEY + "\"}";

    private final Visitor anonymous = RunningApi.shared().anonymous();

    @Test
    void welcomes_whoever_has_the_key() {
        Reply reply = anonymous.post("/api/auth/login", RIGHT).is(200);
        assertThat(reply.json().at("/user/name").asText()).isEqualTo("key");
        assertThat(reply.json().at("/user/roles/0").asText()).isEqualTo("admin");
        assertThat(reply.json().path("csrfToken").asText()).hasSizeGreaterThan(20);
        assertThat(Instant.parse(reply.json().path("expiresAt").asText())).isAfter(Instant.EPOCH);
    }

    @Test
    void keeps_the_cookie_from_scripts_and_other_sites() {
        assertThat(anonymous.post("/api/auth/login", RIGHT).cookie())
                .startsWith("pgrm_session=")
                .containsIgnoringCase("httponly")
                .contains("SameSite=Lax", "Path=/", "Max-Age=43200")
                .doesNotContain("Secure");
    }

    @Test
    void keeps_the_cookie_to_tls_where_a_load_balancer_ends_it() {
        assertThat(anonymous
                        .with("X-Forwarded-Proto", "https")
                        .post("/api/auth/login", RIGHT)
                        .cookie())
                .contains("Secure");
    }

    @Test
    void refuses_a_wrong_key_without_repeating_it() {
        String wrong = Captured.secret("wrong-key-4711");
        Reply reply =
                anonymous.from("127.0.0.3").post("/api/auth/login", "{\"method\":\"key\",\"key\":\"" + wrong + "\"}");
        reply.problem(401, "wrong_key");
        assertThat(reply.body()).doesNotContain(wrong);
        assertThat(reply.cookie()).isEmpty();
    }

    @Test
    void refuses_too_many_tries_even_with_the_right_key() {
        Visitor guesser = anonymous.from("127.0.0.4");
        for (int i = 0; i < 10; i++) {
            guesser.post("/api/auth/login", "{\"method\":\"key\",\"key\":\"guess" + i + "\"}")
                    .problem(401, "wrong_key");
        }
        Reply reply = guesser.with("X-Forwarded-For", "10.1.2.3").post("/api/auth/login", RIGHT);
        reply.problem(429, "too_many_tries");
        assertThat(Integer.parseInt(reply.header("Retry-After"))).isPositive();
        anonymous.from("127.0.0.5").post("/api/auth/login", RIGHT).is(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"method\":\"key\"}",
                "{\"method\":\"key\",\"key\":null}",
                "{\"method\":\"magic\",\"key\":\"x\"}"
            })
    void names_what_it_offers_when_asked_for_something_else(String body) {
        anonymous.post("/api/auth/login", body).problem(400, "method_unknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{\"method\":\"key\",\"key\":{}}", "key=hunter2"})
    void answers_400_to_what_is_not_a_login(String body) {
        Reply reply = anonymous.post("/api/auth/login", body).is(400);
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.body()).doesNotContain("hunter2", "Jackson", "Serde", "micronaut");
    }

    @Test
    void knows_a_session_until_it_signs_out() {
        Visitor browser = anonymous.signIn();
        assertThat(browser.get("/api/auth/me").is(200).json().path("csrfToken").asText())
                .isNotBlank();
        assertThat(status(browser)).isTrue();

        Reply bye = browser.post("/api/auth/logout", "{}").is(204);

        assertThat(bye.cookie()).startsWith("pgrm_session=").contains("Max-Age=0");
        browser.get("/api/auth/me").problem(401, "not_signed_in");
        assertThat(status(browser)).isFalse();
    }

    private static boolean status(Visitor visitor) {
        return visitor.get("/api/auth/status").is(200).json().path("signedIn").asBoolean();
    }

    @Test
    void opens_a_new_session_for_each_sign_in() {
        Visitor one = anonymous.signIn();
        Visitor other = anonymous.signIn();
        one.post("/api/auth/logout", "{}").is(204);
        other.get("/api/auth/me").is(200);
    }

    @Test
    void makes_nothing_of_a_made_up_session() {
        anonymous.with("Cookie", "pgrm_session=made-up").get("/api/auth/me").problem(401, "not_signed_in");
        anonymous.with("Cookie", "pgrm_session=").get("/api/auth/me").is(401);
    }

    @Test
    void offers_the_key() {
        assertThat(anonymous.get("/api/auth/methods").json().at("/items/0").asText())
                .isEqualTo("key");
    }

    @Test
    void shows_the_signed_in_no_login_page() {
        assertThat(anonymous
                        .signIn()
                        .with("Accept", "text/html")
                        .get("/login")
                        .is(303)
                        .header("Location"))
                .isEqualTo("/");
    }

    @Test
    void writes_sign_ins_to_the_audit() {
        anonymous.signIn();
        assertThat(RunningApi.sharedStore().value("select count(*) from audit_entry where act = 'signin.accepted'"))
                .isNotEqualTo("0");
    }
}

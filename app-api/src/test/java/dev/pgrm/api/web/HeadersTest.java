package dev.pgrm.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WithApi
class HeadersTest {
    private static final Pattern ASSET = Pattern.compile("/assets/[^\"]+\\.js");

    private final Visitor program = RunningApi.shared().program();
    private final Visitor anonymous = RunningApi.shared().anonymous();

    @ParameterizedTest
    @CsvSource({
        "GET, /, 200",
        "GET, /login, 303",
        "GET, /docs, 200",
        "GET, /openapi.yml, 200",
        "GET, /api/databases, 200",
        "GET, /api/databases/x, 400",
        "POST, /api/databases, 400",
        "GET, /api/nowhere, 404",
        "DELETE, /api/databases, 405",
        "GET, /assets/nothing.js, 404",
        "GET, /health/liveness, 200",
        "GET, /metrics, 200",
    })
    void protect_every_kind_of_answer(String method, String path, int status) {
        isProtected(program.send(method, path, null).is(status));
    }

    @Test
    void protect_refusals() {
        isProtected(anonymous.get("/api/databases").is(401));
        isProtected(anonymous.with("Accept", "text/html").get("/").is(303));
        isProtected(anonymous.get("/login").is(200));
        isProtected(program.with("Origin", "https://evil.example")
                .post("/api/databases", "{}")
                .is(403));
        isProtected(program.post("/api/databases", "x".repeat(9 << 20)).is(413));
    }

    private static void isProtected(Reply reply) {
        assertThat(reply.header("Content-Security-Policy"))
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Server")).isEmpty();
    }

    @Test
    void keep_browsers_to_tls_where_it_is_in_use() {
        assertThat(anonymous.get("/login").header("Strict-Transport-Security")).isEmpty();
        assertThat(anonymous.with("X-Forwarded-Proto", "https").get("/login").header("Strict-Transport-Security"))
                .contains("max-age=");
    }

    @Test
    void let_assets_be_kept_for_ever() {
        Matcher asset = ASSET.matcher(anonymous.get("/login").body());
        assertThat(asset.find()).isTrue();
        Reply reply = anonymous.get(asset.group()).is(200);
        assertThat(reply.header("Cache-Control")).contains("immutable", "max-age=31536000");
        assertThat(reply.header("Content-Type")).contains("javascript");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void forbid_inline_scripts_that_no_page_has() {
        for (String page : new String[] {"/", "/docs"}) {
            assertThat(program.get(page).is(200).body())
                    .doesNotContainPattern("<script(?![^>]*src=)")
                    .doesNotContain(" style=", " onclick=");
        }
    }
}

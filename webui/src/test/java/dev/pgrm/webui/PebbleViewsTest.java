package dev.pgrm.webui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.MediaType;
import io.micronaut.views.ViewsRenderer;
import io.micronaut.views.ViewsRendererLocator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PebbleViewsTest {

    private ApplicationContext context;
    private ViewsRenderer<Map<String, Object>, ?> views;

    @BeforeAll
    @SuppressWarnings("unchecked") // The locator does not carry the type of the model.
    void start() {
        context = ApplicationContext.run();
        views = (ViewsRenderer<Map<String, Object>, ?>) context.getBean(ViewsRendererLocator.class)
                .resolveViewsRenderer("topology", MediaType.TEXT_HTML, Map.of())
                .orElseThrow();
    }

    @AfterAll
    void stop() {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"topology", "docs"})
    void renders_the_pages_of_a_signed_in_user(String view) throws IOException {
        assertThat(render(view, signedIn()))
                .contains("<meta name=\"csrf-token\" content=\"token-1\">")
                .contains("admin, viewer")
                .contains("data-sign-out");
    }

    @Test
    void the_sign_in_page_needs_neither_a_user_nor_a_token() throws IOException {
        assertThat(render("login", Map.of("title", "Sign in", "page", "login", "version", "1.2.3")))
                .contains("autocomplete=\"current-password\"")
                .doesNotContain("csrf-token")
                .doesNotContain("data-sign-out");
    }

    @Test
    void an_error_shows_its_remedy() throws IOException {
        var model = new HashMap<>(signedIn());
        model.putAll(Map.of("status", 404, "title", "Not found", "detail", "No such page.", "remedy", "Go home."));

        assertThat(render("error", model))
                .contains("404", "No such page.", "Go home.")
                .doesNotContain("opens by itself");
    }

    @Test
    void an_error_that_passes_opens_its_page_by_itself() throws IOException {
        var model = new HashMap<>(signedIn());
        model.putAll(Map.of("status", 503, "title", "Away", "detail", "Not now.", "remedy", "Wait.", "passing", true));

        assertThat(render("error", model)).contains("opens by itself", "/error.");
    }

    @Test
    void escapes_what_the_model_brings() throws IOException {
        var model = new HashMap<>(signedIn());
        model.put("title", "<script>alert(1)</script>");
        model.put("csrfToken", "\"><img src=x>");

        assertThat(render("topology", model))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("content=\"&quot;&gt;&lt;img src=x&gt;\"")
                .doesNotContain("<script>alert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"topology", "login", "docs", "error"})
    void no_page_needs_what_the_content_security_policy_forbids(String view) throws IOException {
        var model = new HashMap<>(signedIn());
        model.put("status", 500);

        assertThat(render(view, model))
                .doesNotContainPattern("<script(?![^>]* src=)")
                .doesNotContain("<style")
                .doesNotContainPattern("\\s(style|on[a-z]+)=")
                .doesNotContainPattern("(src|href)=\"(https?:)?//");
    }

    @Test
    void a_variable_that_the_model_lacks_is_an_error() {
        assertThatThrownBy(() -> render("topology", Map.of("page", "topology", "version", "1")))
                .hasMessageContaining("title");
    }

    @Test
    void knows_which_views_exist() {
        assertThat(views.exists("login")).isTrue();
        assertThat(views.exists("nowhere")).isFalse();
    }

    private String render(String view, Map<String, Object> model) throws IOException {
        var out = new StringWriter();
        views.render(view, model, null).writeTo(out);
        return out.toString();
    }

    private static Map<String, Object> signedIn() {
        return Map.of(
                "title", "Topology",
                "page", "topology",
                "version", "1.2.3",
                "csrfToken", "token-1",
                "user", Map.of("name", "ada", "roles", List.of("admin", "viewer")));
    }
}

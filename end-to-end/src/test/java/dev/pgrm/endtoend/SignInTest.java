package dev.pgrm.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

@ThroughTheBrowser
class SignInTest {
    private final Chromium chromium;
    private final World world;

    SignInTest(Chromium chromium, World world) {
        this.chromium = chromium;
        this.world = world;
    }

    @Test
    void a_wrong_key_is_refused_with_the_remedy_and_the_right_one_leads_to_the_page_asked_for() {
        try (var visit = chromium.visit(world.installation())) {
            visit.open("/docs");
            visit.awaitAddress("/login?next=%2Fdocs");

            visit.enterKey("a-wrong-key");
            var notice = visit.page().getByRole(AriaRole.ALERT);
            assertThat(notice).containsText("This is not the key of this installation");
            assertThat(notice).containsText("AUTH_KEY");

            visit.enterKey(Installation.KEY);
            visit.awaitAddress("/docs");
            assertThat(visit.page().getByText("/api/topology").first()).isVisible();
            visit.hadNoComplaints("the server responded with a status of 401");
        }
    }

    @Test
    void signing_out_leads_to_the_login_page_and_ends_the_session() {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            visit.page().getByLabel("Account of key").click();
            visit.button("Sign out").click();
            visit.awaitAddress("/login");
            visit.open("/");
            visit.awaitAddress("/login");
            visit.hadNoComplaints();
        }
    }

    @Test
    void a_session_that_was_ended_elsewhere_leads_to_the_login_page() throws Exception {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            signOutElsewhere(visit);
            visit.awaitAddress("/login?next=%2F");
            visit.hadNoComplaints("the server responded with a status of 401");
        }
    }

    private void signOutElsewhere(Visit visit) throws Exception {
        var cookie = visit.page().context().cookies().getFirst();
        var csrf = visit.page().locator("meta[name=csrf-token]").getAttribute("content");
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(
                    HttpRequest.newBuilder(URI.create(world.installation().url("/api/auth/logout")))
                            .header("Cookie", cookie.name + "=" + cookie.value)
                            .header("X-CSRF-Token", csrf)
                            .POST(BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.discarding());
            Assertions.assertThat(response.statusCode()).isEqualTo(204);
        }
    }
}

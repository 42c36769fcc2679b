package dev.pgrm.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.pgrm.devkit.postgres.PostgresServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A person who looks back while the store, in which the past is kept, is away. */
@ThroughTheBrowser
class PastWithoutStoreInTheBrowserTest {
    private final Chromium chromium;
    private final World world;

    PastWithoutStoreInTheBrowserTest(Chromium chromium, World world) {
        this.chromium = chromium;
        this.world = world;
    }

    /** A moment of which history tells that all is well. */
    private String written() throws IOException, InterruptedException {
        await().atMost(Installation.BOUND).until(() -> isConnected(now()));
        return now();
    }

    private String now() throws IOException, InterruptedException {
        return world.installation().get("/api/topology").path("generatedAt").asText();
    }

    private boolean isConnected(String moment) throws IOException, InterruptedException {
        return world.installation()
                .get("/api/topology?at=" + moment)
                .path("nodes")
                .valueStream()
                .anyMatch(node -> node.path("name").asText().equals("reports")
                        && node.path("status").asText().equals("connected"));
    }

    @Test
    void it_is_said_what_is_wrong_the_present_stays_and_the_past_comes_back_by_itself() throws Exception {
        String moment = written();
        PostgresServer store = world.installation().services().store();
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            Locator view = visit.page().locator("#view");
            Locator present =
                    view.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Show the present"));
            store.stop();
            visit.open("/?at=" + moment);
            assertThat(view)
                    .containsText(
                            "The store of the manager cannot be reached",
                            new LocatorAssertions.ContainsTextOptions().setTimeout(Visit.BOUND));
            assertThat(view).containsText("see the API's log");
            assertThat(view).containsText("The present comes without it");
            visit.keepsWcag("the past without a store");

            present.click();
            visit.awaitOnMap("^reports .*database, connected");
            assertThat(visit.page().locator("body")).hasAttribute("data-past", "false");
            visit.awaitPhase("live");

            visit.open("/?at=" + moment);
            present.waitFor();
            store.start();
            visit.awaitOnMap("^reports .*database, connected");
            assertThat(visit.page().locator("body")).hasAttribute("data-past", "true");
            assertThat(visit.page().locator("#live-state")).containsText("The past, ");
            assertThat(visit.page().locator(".time-said"))
                    .not()
                    .containsText(
                            "cannot be read", new LocatorAssertions.ContainsTextOptions().setTimeout(Visit.BOUND));
            visit.hadNoComplaints("status of 503");
        } finally {
            store.start();
        }
    }
}

package dev.pgrm.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.pgrm.devkit.aws.AwsEndpoint;
import dev.pgrm.devkit.demo.DemoFleet;
import dev.pgrm.devkit.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Takes the pictures of the documentation: of the demo's fleet, after its warehouse went down. */
@Tag("screenshots")
@ThroughTheBrowser
class ScreenshotsTest {
    private static final long MOST_BYTES = 400_000;

    /** The folder of this machine would be another on each. */
    private static final String FILE = "\"databasesFile\":\"[^\"]*\"";

    private static final String ANYWHERE = "\"databasesFile\":\"/etc/pgrm/databases.yml\"";

    @Test
    void of_every_page_the_telling_ones_in_both_themes(Chromium chromium) throws Exception {
        var databasesFile = Folders.temporary("databases").resolve("databases.yml");
        try (var aws = AwsEndpoint.start();
                var installation = Installation.start(DemoFleet.environment(aws, databasesFile));
                var fleet = DemoFleet.start(aws, databasesFile, _ -> {})) {
            fleet.register(installation.client(), aws, installation.services().secrets());
            installation.awaitConnected(fleet.registered());
            fleet.breakWhatIsToBeBroken();
            String failing = installation
                    .get("/api/replication/streams?q=orders_to_archive")
                    .at("/items/0/id")
                    .asText();
            String operation = installation
                    .post("/api/replication/streams/" + failing + "/refresh?wait=30", Map.of())
                    .path("id")
                    .asText();
            takeMap(chromium, installation, ColorScheme.LIGHT, "topology-light");
            takeMap(chromium, installation, ColorScheme.DARK, "topology-dark");
            var telling = Map.of(
                    "dashboard", "/dashboard",
                    "stream", "/streams/" + failing + "?range=15min",
                    "slots", "/slots",
                    "settings", "/settings");
            try (var visit = begin(chromium, installation, ColorScheme.LIGHT)) {
                visit.open("/login");
                take(visit, "login");
                visit.onTheMap();
                takePages(visit, telling, "");
                takePages(
                        visit,
                        Map.of(
                                "databases",
                                "/databases",
                                "operations",
                                "/operations",
                                "operation",
                                "/operations/" + operation,
                                "database",
                                databaseOf(installation, "orders")),
                        "");
                takeWizard(visit);
                visit.hadNoComplaints();
            }
            try (var visit = begin(chromium, installation, ColorScheme.DARK)) {
                takePages(visit.onTheMap(), telling, "-dark");
            }
        }
    }

    private static String databaseOf(Installation installation, String name) throws Exception {
        return "/databases/"
                + installation.named("/api/databases", "items", name).path("id").asText();
    }

    private static Visit begin(Chromium chromium, Installation installation, ColorScheme theme) {
        var visit = chromium.visit(installation);
        visit.page()
                .emulateMedia(
                        new Page.EmulateMediaOptions().setColorScheme(theme).setReducedMotion(ReducedMotion.REDUCE));
        visit.page().route("**/api/settings", route -> {
            var answer = route.fetch();
            route.fulfill(new Route.FulfillOptions()
                    .setResponse(answer)
                    .setBody(answer.text().replaceAll(FILE, ANYWHERE)));
        });
        return visit;
    }

    private static void takePages(Visit visit, Map<String, String> pages, String theme) throws IOException {
        for (var page : pages.entrySet()) {
            visit.open(page.getValue());
            visit.awaitPhase("live");
            visit.page()
                    .locator(".table, .database-row, .settings-workers, .steps .step, #host")
                    .first()
                    .waitFor();
            visit.page().waitForLoadState(LoadState.NETWORKIDLE);
            take(visit, page.getKey() + theme);
        }
    }

    /** A stream that could be made, and is not. */
    private static void takeWizard(Visit visit) throws IOException {
        var wizard = new Wizard(visit).between("archive", "lake");
        take(visit, "new-stream");
        wizard.next("Tables");
        wizard.box("returns").check();
        take(visit, "new-stream-tables");
        wizard.next("Options");
        take(visit, "new-stream-options");
        wizard.next("Check");
        visit.page().locator(".check-head strong").waitFor();
        take(visit, "new-stream-check");
        wizard.next("Create");
        visit.page().locator(".steps .step").first().waitFor();
        take(visit, "new-stream-plan");
    }

    private static void takeMap(Chromium chromium, Installation installation, ColorScheme theme, String name)
            throws IOException {
        try (var visit = begin(chromium, installation, theme)) {
            visit.onTheMap();
            visit.awaitOnMap("^warehouse .*database, unreachable");
            visit.awaitOnMap("^Logical stream .* from orders to reporting, streaming");
            visit.awaitOnMap("^Logical stream .* from orders to archive, failing");
            // WAL is drawn as moving once it was seen to move: on the four streams that run, more while one copies.
            visit.page()
                    .locator("svg.map .stream-flow")
                    .nth(3)
                    .waitFor(new Locator.WaitForOptions()
                            .setState(WaitForSelectorState.ATTACHED)
                            .setTimeout(Visit.BOUND));
            take(visit, name);
        }
    }

    private static void take(Visit visit, String name) throws IOException {
        Path picture = Files.createDirectories(Installation.file("docs/images")).resolve(name + ".png");
        visit.page().screenshot(new Page.ScreenshotOptions().setPath(picture));
        assertThat(picture).satisfies(file -> assertThat(Files.size(file)).isLessThan(MOST_BYTES));
    }
}

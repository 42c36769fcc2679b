package dev.pgrm.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
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
class ScreenshotsTest {
    private static final long MOST_BYTES = 400_000;

    @Test
    void of_every_page_the_topology_in_both_themes() throws Exception {
        var databasesFile = Folders.temporary("databases").resolve("databases.yml");
        try (var chromium = Chromium.start();
                var aws = AwsEndpoint.start();
                var installation = Installation.start(DemoFleet.environment(aws, databasesFile));
                var fleet = DemoFleet.start(aws, databasesFile, _ -> {})) {
            fleet.register(installation.client(), aws, installation.services().secrets());
            installation.awaitConnected(fleet.registered());
            fleet.breakWhatIsToBeBroken();
            take(chromium, installation, ColorScheme.LIGHT, "topology-light.png");
            take(chromium, installation, ColorScheme.DARK, "topology-dark.png");
            takePages(chromium, installation);
        }
    }

    private static void takePages(Chromium chromium, Installation installation) throws Exception {
        String failing = installation
                .get("/api/replication/streams?q=orders_to_archive")
                .at("/items/0/id")
                .asText();
        Map<String, String> pages = Map.of(
                "dashboard.png", "/dashboard",
                "stream.png", "/streams/" + failing + "?range=15min",
                "databases.png", "/databases",
                "slots.png", "/slots",
                "operations.png", "/operations",
                "new-stream.png", "/streams/new",
                "settings.png", "/settings");
        installation.post("/api/replication/streams/" + failing + "/refresh?wait=30", Map.of());
        try (var visit = chromium.visit(installation)) {
            visit.page().emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            visit.onTheMap();
            for (var page : pages.entrySet()) {
                visit.open(page.getValue());
                visit.awaitPhase("live");
                visit.page()
                        .locator(".table, .database-row, .settings-workers, .picker-line")
                        .first()
                        .waitFor();
                Path picture = Installation.file("docs/images").resolve(page.getKey());
                visit.page().screenshot(new Page.ScreenshotOptions().setPath(picture));
                assertThat(picture)
                        .satisfies(file -> assertThat(Files.size(file)).isLessThan(MOST_BYTES));
            }
        }
    }

    private static Locator.WaitForOptions onceAttached() {
        return new Locator.WaitForOptions()
                .setState(WaitForSelectorState.ATTACHED)
                .setTimeout(60_000);
    }

    private static void take(Chromium chromium, Installation installation, ColorScheme theme, String name)
            throws IOException {
        Path picture = Files.createDirectories(Installation.file("docs/images")).resolve(name);
        try (var visit = chromium.visit(installation)) {
            visit.page()
                    .emulateMedia(new Page.EmulateMediaOptions()
                            .setColorScheme(theme)
                            .setReducedMotion(ReducedMotion.REDUCE));
            visit.onTheMap();
            visit.awaitOnMap("^warehouse .*database, unreachable");
            visit.awaitOnMap("^Logical stream .* from orders to reporting, streaming");
            visit.awaitOnMap("^Logical stream .* from orders to archive, failing");
            // WAL is drawn as moving once it was seen to move: on the four streams that run, more while one copies.
            visit.page().locator("svg.map .stream-flow").nth(3).waitFor(onceAttached());
            visit.page().screenshot(new Page.ScreenshotOptions().setPath(picture));
        }
        assertThat(picture).satisfies(file -> assertThat(Files.size(file)).isLessThan(MOST_BYTES));
    }
}

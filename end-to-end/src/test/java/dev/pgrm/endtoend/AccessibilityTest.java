package dev.pgrm.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ThroughTheBrowser
class AccessibilityTest {
    private final Chromium chromium;
    private final World world;

    AccessibilityTest(Chromium chromium, World world) {
        this.chromium = chromium;
        this.world = world;
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void login_map_details_and_table_keep_wcag_2_2_aa(ColorScheme theme) throws IOException {
        try (var visit = chromium.visit(world.installation())) {
            visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            visit.open("/login");
            visit.keepsWcag("login");

            visit.onTheMap();
            visit.awaitOnMap("^reports .*database, connected");
            visit.keepsWcag("map");

            visit.onMap("^reports .*database").click();
            visit.page().locator("#details h2").waitFor();
            visit.keepsWcag("details");

            visit.button("Table").click();
            visit.page().locator("table").first().waitFor();
            visit.keepsWcag("table");

            visit.page().keyboard().press("?");
            visit.page().locator("dialog").waitFor();
            visit.keepsWcag("shortcuts");
            visit.page().keyboard().press("Escape");

            visit.open("/?at=" + Clock.systemUTC().instant());
            visit.awaitPhase("past");
            visit.onMap("^orders .*server").click();
            visit.page().locator("#details h2").waitFor();
            visit.keepsWcag("the past");
            visit.page().keyboard().press("n");
            visit.button("What if it restarts or fails over…").click();
            visit.page().locator(".what-if .notice").first().waitFor();
            visit.keepsWcag("what if");
            visit.hadNoComplaints();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void pages_and_dialogs_keep_wcag_2_2_aa(ColorScheme theme) throws Exception {
        try (var visit = chromium.visit(world.installation())) {
            visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            visit.onTheMap();
            for (String path : world.pages()) {
                visit.open(path);
                visit.page().locator("h1").waitFor();
                visit.awaitPhase("live");
                visit.keepsWcag(path);
            }
            visit.open("/?group=environment&view=map");
            visit.awaitPhase("live");
            visit.page().locator("svg.map [role=button]").first().waitFor();
            visit.keepsWcag("groups");
            visit.open("/nowhere");
            visit.page().locator("h1").waitFor();
            visit.keepsWcag("an address that does not exist");

            visit.open("/databases/new");
            world.aws().secrets().put(World.REGION, "pgrm/axe", "{}");
            visit.page().locator(".field-action").first().click();
            visit.page().locator(".secret").first().waitFor();
            visit.keepsWcag("secrets");

            visit.open("/docs");
            visit.page().locator(".opblock").first().waitFor();
            visit.page().locator(".authorize").first().waitFor();
            visit.keepsWcag("/docs");
            visit.open("/databases#import");
            visit.page().locator("#list").fill("""
                    databases:
                      - {name: fresh, host: db.example, database: app, credentials: "env:SOMEWHERE"}
                      - {name: broken, host: db.example, database: app, credentials: hunter2}
                    """);
            visit.button("What would change?").click();
            assertThat(visit.page().locator("dialog")).containsText("Added (1)");
            visit.keepsWcag("an import and what it would change");

            visit.open(world.stream());
            visit.button("Remove…").click();
            visit.page().locator("dialog #confirm").waitFor();
            visit.keepsWcag("dialog");

            visit.page().keyboard().press("Escape");
            visit.button("Add tables…").click();
            visit.page().locator("dialog .tree, dialog .notice").first().waitFor();
            visit.keepsWcag("tables that are added");
            visit.hadNoComplaints("status of 404", "status of 409", "status of 502");
        }
    }

    @Test
    void an_operation_keeps_wcag_2_2_aa() throws Exception {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            visit.open(world.operation());
            visit.page().locator(".steps .step").first().waitFor();
            assertThat(visit.page().locator("section[aria-label=Runbook]")).containsText("psql");
            visit.keepsWcagInBothThemes("an operation");
            visit.hadNoComplaints();
        }
    }
}

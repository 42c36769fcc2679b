package dev.pgrm.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("browser")
@Tag("servers")
class AccessibilityTest {
    /** Each violation as one line: the rule, and the first place where it is broken. */
    private static final String AXE = """
            async () => {
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
              const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
              return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html} ${nodes[0].failureSummary}`);
            }""";

    private static Chromium chromium;
    private static World world;

    @BeforeAll
    static void open() throws Exception {
        chromium = Chromium.start();
        world = World.shared();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void login_map_details_and_table_keep_wcag_2_2_aa(ColorScheme theme) throws IOException {
        try (var visit = chromium.visit(world.installation())) {
            visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            visit.open("/login");
            assertThat(violations(visit)).as("login").isEmpty();

            visit.onTheMap();
            visit.awaitOnMap("^reports .*database, connected");
            assertThat(violations(visit)).as("map").isEmpty();

            visit.onMap("^reports .*database").click();
            visit.page().locator("#details h2").waitFor();
            assertThat(violations(visit)).as("details").isEmpty();

            visit.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Table"))
                    .click();
            visit.page().locator("table").first().waitFor();
            assertThat(violations(visit)).as("table").isEmpty();

            visit.page().keyboard().press("?");
            visit.page().locator("dialog").waitFor();
            assertThat(violations(visit)).as("shortcuts").isEmpty();
            visit.page().keyboard().press("Escape");

            visit.open("/?at=" + Clock.systemUTC().instant());
            visit.awaitPhase("past");
            visit.onMap("^orders .*server").click();
            visit.page().locator("#details h2").waitFor();
            assertThat(violations(visit)).as("the past").isEmpty();
            visit.page().keyboard().press("n");
            visit.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("What if it restarts"))
                    .click();
            visit.page().locator(".what-if .notice").first().waitFor();
            assertThat(violations(visit)).as("what if").isEmpty();
            visit.hadNoComplaints();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void pages_and_dialogs_keep_wcag_2_2_aa(ColorScheme theme) throws Exception {
        String stream = world.installation()
                .get("/api/replication/streams?type=logical")
                .at("/items/0/id")
                .asText();
        try (var visit = chromium.visit(world.installation())) {
            visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            visit.onTheMap();
            for (String path : List.of(
                    "/dashboard",
                    "/databases",
                    "/databases/new",
                    "/operations",
                    "/slots",
                    "/settings",
                    "/streams/new",
                    "/streams/" + stream)) {
                visit.open(path);
                visit.page().locator("h1").waitFor();
                visit.awaitPhase("live");
                assertThat(violations(visit)).as(path).isEmpty();
            }
            visit.open("/databases/new");
            world.aws().secrets().put(World.REGION, "pgrm/axe", "{}");
            visit.page().locator(".field-action").first().click();
            visit.page().locator(".secret").first().waitFor();
            assertThat(violations(visit)).as("secrets").isEmpty();

            visit.open("/streams/" + stream);
            visit.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove…"))
                    .click();
            visit.page().locator("dialog #confirm").waitFor();
            assertThat(violations(visit)).as("dialog").isEmpty();

            visit.page().keyboard().press("Escape");
            visit.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add tables…"))
                    .click();
            visit.page().locator("dialog .tree, dialog .notice").first().waitFor();
            assertThat(violations(visit)).as("tables that are added").isEmpty();
            visit.hadNoComplaints("status of 409", "status of 502");
        }
    }

    private static List<?> violations(Visit visit) throws IOException {
        visit.page().evaluate(Files.readString(Installation.file("webui/node_modules/axe-core/axe.min.js")));
        return (List<?>) visit.page().evaluate(AXE);
    }
}

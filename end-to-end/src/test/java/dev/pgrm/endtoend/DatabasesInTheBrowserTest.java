package dev.pgrm.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.pgrm.devkit.postgres.PostgresServer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A person who registers a database, brings in a list, and takes a database out again. */
@Tag("browser")
@Tag("servers")
class DatabasesInTheBrowserTest {
    private static Chromium chromium;
    private static World world;

    @BeforeAll
    static void open() throws Exception {
        chromium = Chromium.start();
        world = World.shared();
        world.fleet().server("orders").sql("create database ledger");
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void a_database_is_tried_registered_changed_and_taken_out() {
        PostgresServer server = world.fleet().server("orders");
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            Page page = visit.page();
            visit.open("/databases/new?name=ledger&database=ledger");
            page.locator("#host").fill(server.host());
            page.locator("#port").fill("99999");
            button(page, "Register").click();
            assertThat(page.locator("#port-wrong")).isVisible();
            assertThat(page.locator("#credentials-wrong")).isVisible();
            assertThat(page.locator("#port")).hasAttribute("aria-invalid", "true");
            assertThat(page.locator("#name")).hasValue("ledger");

            page.locator("#port").fill(Integer.toString(server.port()));
            page.locator("#credentials").fill("file:nothing-there");
            page.locator("#tlsMode").selectOption("disable");
            button(page, "Test the connection").click();
            Locator stages = page.locator("[aria-label='Connection test'] .step");
            assertThat(stages).hasCount(7);
            assertThat(stages.filter(new Locator.FilterOptions().setHasText("Read the secret")))
                    .containsText("wrong");

            page.locator("#credentials").fill("file:monitor");
            button(page, "Register").click();
            visit.awaitAddress("/databases");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("ledger"))
                    .click();
            assertThat(page.locator("#host")).hasValue(server.host());
            page.locator("#tags").fill("team: payments");
            button(page, "Save").click();
            visit.awaitAddress("/databases");
            assertThat(row(page)).containsText("team: payments");
            assertThat(row(page)).containsText("connected");

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("ledger"))
                    .click();
            button(page, "Take out…").click();
            assertThat(button(page, "Take it out")).isDisabled();
            page.locator("dialog #confirm").fill("ledger");
            button(page, "Take it out").click();
            visit.awaitAddress("/databases");
            assertThat(page.locator("tbody th").first()).isVisible();
            assertThat(row(page)).hasCount(0);
            visit.hadNoComplaints("status of 422", "status of 409");
        }
    }

    private static Locator row(Page page) {
        return page.locator("tbody tr", new Page.LocatorOptions().setHasText(Pattern.compile("ledger")));
    }

    @Test
    void a_list_says_what_would_change_before_anything_does() {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            Page page = visit.page();
            visit.open("/databases");
            button(page, "Import…").click();
            page.locator("#list").fill("""
                    databases:
                      - {name: fresh, host: db.example, database: app, credentials: "env:SOMEWHERE"}
                      - {name: broken, host: db.example, database: app, credentials: hunter2}
                    """);
            button(page, "What would change?").click();
            assertThat(page.locator("dialog")).containsText("Added (1)");
            assertThat(page.locator("dialog")).containsText("broken");
            assertThat(button(page, "Bring them in")).isDisabled();
            assertThat(page.locator("dialog").innerText()).doesNotContain("hunter2 is");

            page.keyboard().press("Escape");
            assertThat(page.locator("tbody")).not().containsText("fresh");
            visit.hadNoComplaints();
        }
    }

    @Test
    void the_dashboard_tells_what_each_database_holds() {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            visit.open("/dashboard");
            Locator shop = visit.page().locator(".database-head", new Page.LocatorOptions().setHasText("reports"));
            shop.click();
            assertThat(shop).hasAttribute("aria-expanded", "true");
            assertThat(visit.page().locator(".database-body")).containsText("shop_feed");

            button(visit.page(), "Hold still").click();
            assertThat(visit.page().locator(".page-head")).containsText("Held as of");
            visit.hadNoComplaints();
        }
    }
}

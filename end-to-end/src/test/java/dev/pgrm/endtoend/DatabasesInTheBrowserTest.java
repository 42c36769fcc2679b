package dev.pgrm.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.pgrm.devkit.aws.Denial;
import dev.pgrm.devkit.aws.RdsInstance;
import dev.pgrm.devkit.postgres.PostgresServer;
import java.net.URI;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A person who registers a database, brings in a list, and takes a database out again. */
@ThroughTheBrowser
class DatabasesInTheBrowserTest {
    private static final Denial NO_LISTING = Denial.of("secretsmanager:ListSecrets");

    private final Chromium chromium;
    private final World world;

    @BeforeAll
    static void open(World world) throws Exception {
        world.fleet().server("orders").sql("create database ledger");
    }

    DatabasesInTheBrowserTest(Chromium chromium, World world) {
        this.chromium = chromium;
        this.world = world;
    }

    @Test
    void a_database_is_tried_registered_changed_and_taken_out() {
        PostgresServer server = world.fleet().server("orders");
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            Page page = visit.page();
            visit.open("/databases/new?name=ledger&database=ledger");
            page.locator("#host").fill(server.host());
            page.locator("#port").fill("99999");
            visit.button("Register").click();
            assertThat(page.locator("#port-wrong")).isVisible();
            assertThat(page.locator("#credentials-wrong")).isVisible();
            assertThat(page.locator("#port")).hasAttribute("aria-invalid", "true");
            assertThat(page.locator("#name")).hasValue("ledger");

            page.locator("#port").fill(Integer.toString(server.port()));
            page.locator("#credentials").fill("file:nothing-there");
            page.locator("#tlsMode").selectOption("disable");
            visit.button("Test the connection").click();
            Locator stages = page.locator("[aria-label='Connection test'] .step");
            assertThat(stages).hasCount(7);
            assertThat(stages.filter(new Locator.FilterOptions().setHasText("Read the secret")))
                    .containsText("wrong");

            page.locator("#credentials").fill("file:monitor");
            visit.button("Register").click();
            visit.awaitAddress("/databases");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("ledger"))
                    .click();
            assertThat(page.locator("#host")).hasValue(server.host());
            page.locator("#tags").fill("team: payments");
            visit.button("Save").click();
            visit.awaitAddress("/databases");
            assertThat(row(page)).containsText("team: payments");
            assertThat(row(page)).containsText("connected");

            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("ledger"))
                    .click();
            visit.button("Take out…").click();
            assertThat(visit.button("Take it out")).isDisabled();
            page.locator("dialog #confirm").fill("ledger");
            visit.button("Take it out").click();
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
            visit.button("Import…").click();
            page.locator("#list").fill("""
                    databases:
                      - {name: fresh, host: db.example, database: app, credentials: "env:SOMEWHERE"}
                      - {name: broken, host: db.example, database: app, credentials: hunter2}
                    """);
            visit.button("What would change?").click();
            assertThat(page.locator("dialog")).containsText("Added (1)");
            assertThat(page.locator("dialog")).containsText("broken");
            assertThat(visit.button("Bring them in")).isDisabled();
            assertThat(page.locator("dialog").innerText()).doesNotContain("hunter2 is");

            page.keyboard().press("Escape");
            assertThat(page.locator("tbody")).not().containsText("fresh");
            visit.hadNoComplaints();
        }
    }

    @Test
    void a_list_is_brought_in_and_taken_along_again() throws Exception {
        PostgresServer server = world.fleet().server("orders");
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            Page page = visit.page();
            visit.open("/databases#import");
            page.locator("#list").fill("""
                    databases:
                      - {name: brought, host: %s, port: %d, database: stock, tlsMode: disable,
                         credentials: "file:monitor", tags: {"aws:cloudformation:stack-name": prod, team: shop}}
                    """.replace("%s", server.host()).replace("%d", Integer.toString(server.port())));
            visit.button("What would change?").click();
            visit.button("Bring them in").click();
            Locator brought = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("brought"));
            assertThat(brought).isVisible();
            var taken =
                    page.waitForDownload(() -> page.getByText("Export as YAML").click());
            assertThat(Files.readString(taken.path())).contains("brought", "aws:cloudformation:stack-name");

            brought.click();
            assertThat(page.locator("#tags")).hasValue("aws:cloudformation:stack-name: prod\nteam: shop");
            page.locator("#tags").fill("aws:cloudformation:stack-name");
            visit.button("Save").click();
            assertThat(page.locator("#tags-wrong")).containsText("not understood");
            assertThat(page.locator("#tags")).isFocused();
            page.reload();
            assertThat(page.locator("#tags")).hasValue("aws:cloudformation:stack-name");
            visit.button("Begin anew").click();
            page.locator("#notes").fill("Of the list");
            visit.button("Save").click();
            visit.awaitAddress("/databases");
            Locator row = page.locator("tbody tr", new Page.LocatorOptions().setHasText("brought"));
            assertThat(row).containsText("aws:cloudformation:stack-name: prod");

            brought.click();
            visit.button("Take out…").click();
            page.locator("dialog #confirm").fill("brought");
            visit.button("Take it out").click();
            visit.awaitAddress("/databases");
            visit.hadNoComplaints("status of 409");
        }
    }

    @Test
    void two_people_change_one_database_and_neither_loses_a_word() throws Exception {
        PostgresServer server = world.fleet().server("orders");
        try (var ann = chromium.visit(world.installation()).onTheMap();
                var bob = chromium.visit(world.installation()).onTheMap()) {
            bob.open("/databases");
            assertThat(bob.page().locator("tbody th").first()).isVisible();
            world.installation()
                    .post(
                            "/api/databases",
                            Map.of(
                                    "name", "shared",
                                    "host", server.host(),
                                    "port", server.port(),
                                    "database", "ledger",
                                    "tlsMode", "disable",
                                    "credentials", "file:monitor"));
            Locator listed = bob.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("shared"));
            assertThat(listed).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(Visit.BOUND));
            listed.click();
            String path = URI.create(bob.page().url()).getPath();
            ann.open(path);
            ann.page().locator("#notes").fill("Of Ann");

            bob.page().locator("#notes").fill("Of Bob");
            bob.page().locator("#environment").fill("production");
            bob.button("Save").click();
            bob.awaitAddress("/databases");

            ann.button("Save").click();
            assertThat(ann.page().locator("#meanwhile")).containsText("Notes: “Of Bob”");
            assertThat(ann.page().locator("#meanwhile")).containsText("Environment: “production”");
            assertThat(ann.page().locator("#meanwhile")).isFocused();
            ann.page().reload();
            assertThat(ann.page().locator("#meanwhile")).containsText("Notes: “Of Bob”");
            assertThat(ann.page().locator("#notes")).hasValue("Of Ann");
            ann.keepsWcagInBothThemes("what somebody else changed meanwhile");
            ann.button("Save mine over it").click();
            ann.awaitAddress("/databases");
            JsonNode saved = world.installation().get("/api" + path);
            assertThat(saved.path("notes").asText()).isEqualTo("Of Ann");
            assertThat(saved.path("environment").asText()).isEqualTo("production");

            ann.open(path);
            ann.button("Take out…").click();
            ann.page().locator("dialog #confirm").fill("shared");
            ann.button("Take it out").click();
            ann.awaitAddress("/databases");
            assertThat(listed).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(Visit.BOUND));
            ann.hadNoComplaints("status of 409");
            bob.hadNoComplaints();
        }
    }

    @Test
    void what_was_typed_and_pasted_waits_for_who_looks_elsewhere_or_signs_in_again() {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            Page page = visit.page();
            visit.open("/databases/new?then=source");
            page.locator("#host").fill("db.example");
            page.locator(".page-back").click();
            assertThat(page.locator("#step-title")).hasText("Ends");
            page.goBack();
            assertThat(page.locator("#host")).hasValue("db.example");
            visit.open("/databases/new?then=source");
            assertThat(page.locator("#host")).hasValue("db.example");
            visit.button("Begin anew").click();
            assertThat(page.locator("#host")).hasValue("");

            visit.open("/databases");
            visit.button("Import…").click();
            page.locator("#list").fill("databases: []");
            page.keyboard().press("Escape");
            assertThat(page.locator("dialog")).hasCount(0);
            assertThat(page).hasURL(world.installation().url("/databases"));
            visit.button("Import…").click();
            assertThat(page.locator("#list")).hasValue("databases: []");

            page.context().clearCookies();
            visit.button("What would change?").click();
            visit.enterKey(Installation.KEY);
            assertThat(page.locator("dialog #list")).hasValue("databases: []");
            visit.hadNoComplaints("status of 401");
        }
    }

    @Test
    void a_secret_of_aws_is_picked_by_its_name_with_the_keyboard_alone() {
        String arn = world.aws().secrets().put(World.REGION, "pgrm/ledger-monitor", "{\"password\": \"hunter2\"}");
        world.aws().secrets().put(World.REGION, "pgrm/other", "{}");
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            Page page = visit.page();
            visit.open("/databases/new");
            page.locator("#credentials").focus();
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(page.locator("#secret-text")).isFocused();
            assertThat(page.locator(".secret").filter(new Locator.FilterOptions().setHasText("pgrm/other")))
                    .isVisible();
            page.keyboard().type("LEDGER");
            assertThat(page.locator(".secret")).hasCount(1);
            page.keyboard().press("Tab");
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(page.locator("#credentials")).hasValue(arn);
            assertThat(page.locator(".field-action").first()).isFocused();

            page.locator("#awsRegion").fill("us-east-1");
            page.locator(".field-action").first().click();
            assertThat(page.locator("dialog")).containsText("There is none here yet");
            page.keyboard().press("Escape");
            world.aws().troubles().deny(NO_LISTING);
            page.locator(".field-action").first().click();
            assertThat(page.locator("dialog .notice")).containsText("Allow secretsmanager:ListSecrets on *");
            assertThat(world.aws().requests().of("GetSecretValue")).isEmpty();
            visit.hadNoComplaints();
        } finally {
            world.aws().troubles().allow(NO_LISTING);
        }
    }

    @Test
    void what_rds_has_is_taken_over_into_the_form() {
        world.aws()
                .rds()
                .add(
                        World.REGION,
                        RdsInstance.named("billing")
                                .at("billing.abc.eu-west-1.rds.amazonaws.com", 5433)
                                .database("invoices")
                                .tag("aws:cloudformation:stack-name", "prod"));
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            Page page = visit.page();
            visit.open("/databases");
            visit.button("Look for databases in RDS").click();
            Locator found = page.locator("tbody tr", new Page.LocatorOptions().setHasText("billing.abc"));
            assertThat(found).containsText("instance");
            found.getByText("Register…").click();
            assertThat(page.locator("#host")).hasValue("billing.abc.eu-west-1.rds.amazonaws.com");
            assertThat(page.locator("#port")).hasValue("5433");
            assertThat(page.locator("#database")).hasValue("invoices");
            assertThat(page.locator("#tags")).hasValue("aws:cloudformation:stack-name: prod");
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

            visit.button("Hold still").click();
            assertThat(visit.page().locator(".page-head")).containsText("Held as of");
            visit.hadNoComplaints();
        }
    }
}

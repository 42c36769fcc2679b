package dev.pgrm.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.devkit.postgres.PostgresServer;
import java.sql.Connection;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The less trodden ways to a new stream: another publication, a part of a table, an end that is not there yet, a failure. */
@ThroughTheBrowser
class NewStreamWaysInTheBrowserTest {
    private static final String STREAM = "bakery_to_stall";

    private final Chromium chromium;
    private final World world;

    NewStreamWaysInTheBrowserTest(Chromium chromium, World world) {
        this.chromium = chromium;
        this.world = world;
    }

    @BeforeAll
    static void bake(World world) throws Exception {
        Database bakery = OwnedDatabase.register(world, "bakery", "orders", "bakery", "primary");
        Database stall = OwnedDatabase.register(world, "stall", "reporting", "stall", "replica");
        String loaves = "create table loaf (id int, region text, weight int, recipe text, primary key (id, region))";
        bakery.sql(
                loaves,
                "insert into loaf values (1, 'eu', 500, 'secret'), (2, 'us', 750, 'secret')",
                "create table crumb (id int primary key)",
                "create publication bread for table loaf");
        stall.sql(loaves, "create table crumb (id int primary key)");
    }

    @AfterEach
    void clear() {
        stall().sql("drop subscription if exists " + STREAM, "truncate loaf");
        bakery().sql("drop publication if exists " + STREAM);
    }

    private Database bakery() {
        return world.fleet().server("orders").database("bakery");
    }

    private Database stall() {
        return world.fleet().server("reporting").database("stall");
    }

    @Test
    void a_publication_that_is_there_is_used_as_it_is() {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            var wizard = new Wizard(visit).between("bakery", "stall").next("Tables");
            visit.page().getByLabel("What a publication has that is there").check();
            assertThat(visit.button("Next: Options")).isDisabled();
            assertThat(visit.page().locator("#known-publications option[value=bread]"))
                    .hasCount(1);
            visit.page().locator("#publicationName").fill("bread");
            wizard.next("Options");
            assertThat(visit.page().locator("#publicationName")).hasCount(0);
            wizard.next("Check").create();
            wizard.awaitMade();

            assertThat(stall().value("select subpublications::text from pg_subscription where subname = '" + STREAM
                            + "'"))
                    .isEqualTo("{bread}");
            assertThat(bakery().query("select pubname from pg_publication")).containsExactly(List.of("bread"));
            visit.hadNoComplaints();
        }
    }

    @Test
    void only_some_rows_and_columns_of_a_table_come_along() throws Exception {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            var wizard = new Wizard(visit).between("bakery", "stall").next("Tables");
            wizard.box("loaf").check();
            visit.button("Rows and columns… of loaf").click();
            Locator dialog = visit.page().locator("dialog");
            dialog.locator("#where").fill("region = 'eu'");
            dialog.getByLabel("Only some columns").check();
            Locator columns = dialog.getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName("Columns"));
            columns.getByLabel("region").uncheck();
            assertThat(dialog).containsText("Updates and deletes would fail on the source without region");
            visit.keepsWcagInBothThemes("rows and columns");
            columns.getByLabel("region").check();
            columns.getByLabel("recipe").uncheck();
            visit.inDialog("Use this").click();
            assertThat(visit.page()
                            .locator(".branch-about")
                            .filter(new Locator.FilterOptions().setHasText("some rows")))
                    .containsText("some rows, 3 columns");

            visit.page().reload();
            visit.button("Rows and columns… of loaf").click();
            assertThat(dialog.locator("#where")).hasValue("region = 'eu'");
            assertThat(columns.getByLabel("recipe")).not().isChecked();
            visit.inDialog("Use this").click();
            wizard.next("Options").next("Check").create();
            wizard.awaitMade();

            await("what is wanted comes over")
                    .atMost(Installation.BOUND)
                    .until(() -> stall().query("select id::text, region, weight::text, coalesce(recipe, '-') from loaf")
                            .equals(List.of(List.of("1", "eu", "500", "-"))));
            visit.hadNoComplaints();
        }
    }

    private String id(String database) throws Exception {
        return world.installation()
                .named("/api/databases", "items", database)
                .path("id")
                .asText();
    }

    @Test
    void ends_are_swapped() throws Exception {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            var wizard = new Wizard(visit).between("bakery", "stall");
            assertThat(visit.page().locator(".page-head")).containsText("bakery → stall");
            visit.button("Swap").click();
            assertThat(wizard.end("Source", "stall")).isChecked();
            assertThat(wizard.end("Target", "bakery")).isChecked();
            assertThat(visit.page().locator(".page-head")).containsText("stall → bakery");
            assertThat(visit.page()).hasURL(Pattern.compile("#source=" + id("stall") + "&target=" + id("bakery")));
            visit.hadNoComplaints();
        }
    }

    @Test
    void an_end_that_is_missing_is_registered_and_the_draft_goes_on_with_it() {
        PostgresServer server = world.fleet().server("reporting");
        server.sql("create database kiosk");
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            Page page = visit.page();
            var wizard = new Wizard(visit).between("bakery", "stall").next("Tables");
            wizard.box("crumb").check();
            visit.button("Back").click();
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Register the target"))
                    .click();
            assertThat(page.locator(".page-head")).containsText("New stream");
            page.locator("#name").fill("kiosk");
            page.locator("#host").fill(server.host());
            page.locator("#port").fill(Integer.toString(server.port()));
            page.locator("#database").fill("kiosk");
            page.locator("#credentials").fill("file:monitor");
            page.locator("#tlsMode").selectOption("disable");
            visit.button("Register").click();

            page.waitForURL(Pattern.compile("/streams/new#"));
            assertThat(wizard.end("Source", "bakery")).isChecked();
            assertThat(wizard.end("Target", "kiosk")).isChecked();
            wizard.next("Tables");
            assertThat(wizard.box("crumb")).isChecked();
            visit.hadNoComplaints();
        }
    }

    @Test
    void a_creation_that_fails_at_the_target_is_undone_and_made_good_with_the_same_draft() throws Exception {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            Page page = visit.page();
            var wizard = new Wizard(visit).between("bakery", "stall").next("Tables");
            wizard.box("crumb").check();
            wizard.next("Options").next("Check");
            try (Connection inTheWay = bakery().connect()) {
                inTheWay.setAutoCommit(false);
                inTheWay.createStatement().execute("lock table crumb in share mode");
                wizard.create();
                await("its publication waits for the table")
                        .atMost(Installation.BOUND)
                        .until(this::somebodyWaits);
                stall().sql("drop table crumb");
                inTheWay.rollback();
            }
            assertThat(page.locator(".operation-state")).containsText("failed, undone", Visit.patiently());
            assertThat(page.locator(".notice-bad")).containsText("crumb");
            assertThat(page.locator(".step[data-status=undone]")
                            .filter(new Locator.FilterOptions().setHasText("publication")))
                    .isVisible();
            visit.keepsWcagInBothThemes("a failure");
            assertThat(bakery().query("select 1 from pg_publication where pubname = '" + STREAM + "'"))
                    .isEmpty();
            assertThat(bakery().query("select 1 from pg_replication_slots where slot_name = '" + STREAM + "'"))
                    .isEmpty();

            visit.button("Back to the form").click();
            assertThat(page.locator("[data-severity=blocker]")).containsText("target_table_missing");
            visit.button("Create missing tables with the stream").click();
            wizard.create();
            wizard.awaitMade();
            assertThat(stall().query("select 1 from crumb")).isEmpty();
            visit.hadNoComplaints("status of 422");
        }
    }

    private boolean somebodyWaits() {
        return !bakery().query("select 1 from pg_locks where not granted and relation = 'crumb'::regclass")
                .isEmpty();
    }
}

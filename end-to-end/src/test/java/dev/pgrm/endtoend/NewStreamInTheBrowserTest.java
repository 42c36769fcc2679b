package dev.pgrm.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.pgrm.devkit.postgres.Database;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A person who makes a stream, under names that would be markup or SQL if they were taken for it. */
@ThroughTheBrowser
class NewStreamInTheBrowserTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\"';--&#{{7*7}}";
    private static final String QUOTED = '"' + HOSTILE.replace("\"", "\"\"") + '"';

    private final Chromium chromium;
    private final World world;
    private static Database mill;
    private static Database depot;

    @BeforeAll
    static void open(World world) throws Exception {
        mill = OwnedDatabase.register(world, "mill", "orders", HOSTILE, "primary");
        depot = OwnedDatabase.register(world, "depot", "reporting", "depot", "replica");
        mill.sql(
                "create schema " + QUOTED,
                "create table " + QUOTED + "." + QUOTED + " (id int, " + QUOTED + " text)",
                "insert into " + QUOTED + "." + QUOTED + " values (1, 'one'), (2, 'two')",
                "create table plain (id int primary key)");
    }

    NewStreamInTheBrowserTest(Chromium chromium, World world) {
        this.chromium = chromium;
        this.world = world;
    }

    @Test
    void a_stream_is_made_step_by_step_and_what_stands_in_the_way_is_mended_on_it() throws Exception {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            Page page = visit.page();
            var wizard = new Wizard(visit);
            page.getByText("New stream").click();
            page.locator("#source-search").fill("mill");
            wizard.end("Source", "mill").check();
            wizard.end("Target", "depot").check();
            visit.keepsWcagInBothThemes("ends");
            wizard.next("Tables");

            page.locator("#tables-search").fill("ONERROR");
            assertThat(page.locator(".branch-name")).hasCount(2);
            wizard.box(HOSTILE).last().check();
            assertThat(page.locator(".tree-sum")).containsText("1 of 2 tables");
            visit.keepsWcagInBothThemes("tables");
            wizard.next("Options");
            visit.keepsWcagInBothThemes("options");
            assertThat(page.locator("#name")).hasAttribute("placeholder", "mill_to_depot");
            page.locator("#subscriptionName").fill(HOSTILE);
            wizard.next("Check");

            Locator way = page.locator("[data-severity=blocker]");
            way.getByText("replica_identity_missing").waitFor();
            assertThat(visit.button("Next: Create")).isDisabled();
            assertThat(way.locator(".script").first()).containsText("alter table " + QUOTED + "." + QUOTED);
            visit.keepsWcagInBothThemes("check");
            mill.sql("alter table " + QUOTED + "." + QUOTED + " replica identity full");
            visit.button("Create missing tables with the stream").click();
            page.getByText("Nothing stands in the way").waitFor();

            page.reload();
            assertThat(page.locator("#step-title")).hasText("Check");
            page.goBack();
            assertThat(page.locator("#subscriptionName")).hasValue(HOSTILE);
            assertThat(page.locator("#createMissingTables")).isChecked();
            page.goForward();
            Locator steps = page.getByLabel("Steps");
            steps.getByText("Tables").click();
            assertThat(page.locator("#step-title")).hasText("Tables");
            steps.getByText("Check").click();
            wizard.next("Create");
            assertThat(page.locator(".steps")).containsText("create publication");
            visit.keepsWcagInBothThemes("plan");
            visit.button("Create the stream").evaluate("button => { button.click(); button.click(); }");
            page.locator(".nothing a").waitFor();
            visit.keepsWcagInBothThemes("result");
            assertThat(world.installation()
                            .get("/api/operations?kind=stream.create&subject=database:" + registered("depot"))
                            .path("items"))
                    .hasSize(1);
            page.goBack();
            assertThat(page.locator("#step-title")).hasText("Check");
            page.goForward();
            page.locator(".nothing a").click();
            assertThat(page.locator("h1")).hasText(HOSTILE);
            assertThat(page.getByText("managed here")).isVisible();
            assertThat(visit.button("Adopt…")).hasCount(0);
            assertThat(visit.button("Connect anew…")).isVisible();
            await("its rows come over")
                    .atMost(Installation.BOUND)
                    .until(() -> depot.query("select id from " + QUOTED + "." + QUOTED + " order by id")
                            .equals(List.of(List.of("1"), List.of("2"))));
            visit.hadNoComplaints("status of 422");
        } finally {
            depot.sql("drop subscription if exists " + QUOTED);
            mill.sql("drop publication if exists mill_to_depot");
        }
    }

    private String registered(String name) throws Exception {
        return world.installation()
                .named("/api/databases", "items", name)
                .path("id")
                .asText();
    }

    @Test
    void a_link_to_a_draft_whose_end_is_registered_no_more_begins_with_the_ends() throws Exception {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            visit.open("/streams/new#source=" + registered("mill") + "&target=gone&table=public.plain&step=tables");
            assertThat(visit.page().locator("#step-title")).hasText("Ends");
            assertThat(visit.page().locator(".notice")).containsText("The target that this address names");
            assertThat(visit.button("Next: Tables")).isDisabled();
            new Wizard(visit).end("Target", "depot").check();
            new Wizard(visit).next("Tables");
            assertThat(new Wizard(visit).box("plain")).isChecked();
            visit.hadNoComplaints();
        }
    }

    @Test
    void a_link_to_a_draft_is_the_draft_also_through_the_sign_in() throws Exception {
        try (var visit = chromium.visit(world.installation())) {
            visit.open("/streams/new#source=" + registered("mill") + "&target=" + registered("depot")
                    + "&table=public.plain&table=public.gone&step=tables");
            visit.enterKey(Installation.KEY);
            assertThat(visit.page().locator(".tree-sum")).containsText("1 of 2 tables");
            assertThat(new Wizard(visit).box("plain")).isChecked();
            assertThat(visit.page().locator(".notice")).containsText("The source does not have public.gone");
            visit.button("Let go of what is not there").click();
            assertThat(visit.page().locator(".notice")).hasCount(0);
            visit.hadNoComplaints();
        }
    }
}

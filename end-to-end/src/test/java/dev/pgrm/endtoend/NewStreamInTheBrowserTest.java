package dev.pgrm.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.pgrm.devkit.postgres.Database;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A person who makes a stream, under names that would be markup or SQL if they were taken for it. */
@Tag("browser")
@Tag("servers")
class NewStreamInTheBrowserTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\"';--&#{{7*7}}";
    private static final String QUOTED = '"' + HOSTILE.replace("\"", "\"\"") + '"';

    private static Chromium chromium;
    private static World world;
    private static Database mill;
    private static Database depot;

    @BeforeAll
    static void open() throws Exception {
        chromium = Chromium.start();
        world = World.shared();
        mill = OwnedDatabase.register(world, "mill", "orders", HOSTILE, "primary");
        depot = OwnedDatabase.register(world, "depot", "reporting", "depot", "replica");
        mill.sql(
                "create schema " + QUOTED,
                "create table " + QUOTED + "." + QUOTED + " (id int, " + QUOTED + " text)",
                "insert into " + QUOTED + "." + QUOTED + " values (1, 'one'), (2, 'two')",
                "create table plain (id int primary key)");
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

    private static Locator box(Page page, AriaRole kind, String name) {
        return page.getByRole(kind, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator end(Page page, String side, String name) {
        return page.getByRole(
                        AriaRole.GROUP,
                        new Page.GetByRoleOptions().setName(side).setExact(true))
                .last()
                .getByRole(AriaRole.RADIO, new Locator.GetByRoleOptions().setName(Pattern.compile("^" + name + " ")));
    }

    @Test
    void a_stream_is_made_step_by_step_and_what_stands_in_the_way_is_mended_on_it() throws Exception {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            Page page = visit.page();
            page.getByText("New stream").click();
            page.locator("#source-search").fill("mill");
            end(page, "Source", "mill").check();
            end(page, "Target", "depot").check();
            visit.keepsWcag("ends");
            button(page, "Next: Tables").click();

            page.locator("#tables-search").fill("ONERROR");
            assertThat(page.locator(".branch-name")).hasCount(2);
            box(page, AriaRole.CHECKBOX, HOSTILE).last().check();
            assertThat(page.locator(".tree-sum")).containsText("1 of 2 tables");
            visit.keepsWcag("tables");
            button(page, "Next: Options").click();
            visit.keepsWcag("options");
            assertThat(page.locator("#name")).hasAttribute("placeholder", "mill_to_depot");
            page.locator("#subscriptionName").fill(HOSTILE);
            button(page, "Next: Check").click();

            Locator way = page.locator("[data-severity=blocker]");
            way.getByText("replica_identity_missing").waitFor();
            assertThat(button(page, "Next: Create")).isDisabled();
            assertThat(way.locator(".script").first()).containsText("alter table " + QUOTED + "." + QUOTED);
            visit.keepsWcag("check");
            mill.sql("alter table " + QUOTED + "." + QUOTED + " replica identity full");
            button(page, "Create missing tables with the stream").click();
            page.getByText("Nothing stands in the way").waitFor();

            page.reload();
            assertThat(page.locator("#step-title")).hasText("Check");
            page.goBack();
            assertThat(page.locator("#subscriptionName")).hasValue(HOSTILE);
            assertThat(page.locator("#createMissingTables")).isChecked();
            page.goForward();
            button(page, "Next: Create").click();
            assertThat(page.locator(".steps")).containsText("create publication");
            visit.keepsWcag("plan");
            button(page, "Create the stream").click();
            page.locator(".nothing a").click();
            assertThat(page.locator("h1")).hasText(HOSTILE);
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

    @Test
    void a_link_to_a_draft_is_the_draft_also_through_the_sign_in() throws Exception {
        String source = world.installation()
                .get("/api/databases")
                .path("items")
                .valueStream()
                .filter(each -> each.path("name").asText().equals("mill"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        try (var visit = chromium.visit(world.installation())) {
            visit.open(
                    "/streams/new#source=" + source + "&target=none&table=public.plain&table=public.gone&step=tables");
            visit.enterKey(Installation.KEY);
            assertThat(visit.page().locator(".tree-sum")).containsText("1 of 2 tables");
            assertThat(box(visit.page(), AriaRole.CHECKBOX, "plain")).isChecked();
            assertThat(visit.page().locator(".notice")).containsText("The source does not have public.gone");
            button(visit.page(), "Let go of what is not there").click();
            assertThat(visit.page().locator(".notice")).hasCount(0);
            visit.hadNoComplaints();
        }
    }
}

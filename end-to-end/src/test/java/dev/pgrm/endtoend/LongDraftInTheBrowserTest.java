package dev.pgrm.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A person who picks more tables than fit into an address. */
@ThroughTheBrowser
class LongDraftInTheBrowserTest {
    private static final String ALL = "600 of 600 tables";

    private final Chromium chromium;
    private final World world;

    @BeforeAll
    static void open(World world) throws Exception {
        OwnedDatabase.register(world, "attic", "orders", "attic", "primary")
                .sql("do $$ begin for i in 1..600 loop"
                        + " execute format('create table shelf_of_a_long_name_%s (id int primary key)', i);"
                        + " end loop; end $$");
        OwnedDatabase.register(world, "cellar", "reporting", "cellar", "replica");
    }

    LongDraftInTheBrowserTest(Chromium chromium, World world) {
        this.chromium = chromium;
        this.world = world;
    }

    private String id(String name) throws IOException, InterruptedException {
        return world.installation()
                .get("/api/databases")
                .path("items")
                .valueStream()
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    private static void press(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private static void awaitAll(Page page) {
        assertThat(page.locator(".tree-sum"))
                .containsText(ALL, new LocatorAssertions.ContainsTextOptions().setTimeout(Visit.BOUND));
    }

    @Test
    void a_draft_of_many_tables_survives_reloading_going_back_and_signing_in_and_says_that_it_cannot_be_sent()
            throws Exception {
        String ends = "source=" + id("attic") + "&target=" + id("cellar");
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            Page page = visit.page();
            Locator note = page.getByText("kept by this tab of the browser");
            visit.open("/streams/new#" + ends + "&step=tables");
            assertThat(page.locator(".tree-sum"))
                    .containsText(
                            "0 of 600 tables", new LocatorAssertions.ContainsTextOptions().setTimeout(Visit.BOUND));
            assertThat(note).hasCount(0);
            press(page, "Select all");
            awaitAll(page);
            note.waitFor();
            page.waitForURL(Pattern.compile("#draft=\\w+&step=tables$"));
            visit.keepsWcag("a draft that this tab keeps");

            page.reload();
            awaitAll(page);
            press(page, "Next: Options");
            page.locator("#name").fill("from_the_attic");
            page.goBack();
            awaitAll(page);
            page.goForward();
            assertThat(page.locator("#name")).hasValue("from_the_attic");
            page.waitForURL(Pattern.compile("#draft=\\w+&step=options$"));
            String address = page.url().substring(page.url().indexOf("/streams"));

            page.context().clearCookies();
            page.reload();
            visit.enterKey(Installation.KEY);
            page.locator("#name").waitFor();
            assertThat(page.locator("#name")).hasValue("from_the_attic");
            press(page, "Back");
            awaitAll(page);

            try (var colleague = chromium.visit(world.installation()).onTheMap()) {
                colleague.open(address);
                colleague.page().getByText("is not here. Go on there").waitFor();
                colleague.hadNoComplaints();
            }
            press(page, "Select none");
            assertThat(note).hasCount(0);
            visit.hadNoComplaints("status of 401");
        }
    }
}

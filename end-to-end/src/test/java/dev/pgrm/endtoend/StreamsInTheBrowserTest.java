package dev.pgrm.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.pgrm.devkit.postgres.Database;
import java.io.IOException;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person who looks at a stream and changes it, under names that would be markup or SQL if they were taken for it. */
@ThroughTheBrowser
class StreamsInTheBrowserTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\"';--{{7*7}}";
    private static final String QUOTED = '"' + HOSTILE.replace("\"", "\"\"") + '"';

    private final Chromium chromium;
    private final World world;

    @BeforeAll
    static void open(World world) throws Exception {
        register(world, "books", "orders", "primary");
        register(world, "library", "reporting", "replica");
    }

    StreamsInTheBrowserTest(Chromium chromium, World world) {
        this.chromium = chromium;
        this.world = world;
    }

    private static void register(World world, String name, String server, String role) throws IOException {
        OwnedDatabase.register(world, name, server, name, role).sql("create table " + QUOTED + " (id int primary key)");
    }

    @BeforeEach
    void make() throws Exception {
        JsonNode made = world.installation()
                .post(
                        "/api/replication/streams?wait=30",
                        Map.of(
                                "sourceId", registered("books"),
                                "targetId", registered("library"),
                                "name", HOSTILE,
                                "publication", Map.of("tables", List.of(Map.of("name", HOSTILE))),
                                "subscription", Map.of("slot", "books_to_library")));
        assertThat(made.path("status").asText()).as("%s", made).isEqualTo("succeeded");
        await("both ends of it are known")
                .atMost(Installation.BOUND)
                .until(() -> found("/api/topology", "streams", HOSTILE)
                        .path("match")
                        .asText()
                        .equals("proven"));
    }

    @AfterEach
    void remove() {
        if (!enabled().isEmpty()) {
            library().sql("drop subscription " + QUOTED);
        }
        books().sql("drop publication if exists " + QUOTED);
        await("it leaves the map")
                .atMost(Installation.BOUND)
                .until(() -> found("/api/topology", "streams", HOSTILE).isMissingNode());
    }

    private Database books() {
        return world.fleet().server("orders").database("books");
    }

    private Database library() {
        return world.fleet().server("reporting").database("library");
    }

    private List<String> enabled() {
        return told("subenabled");
    }

    /** What its subscription says, while there is one. */
    private List<String> told(String column) {
        return library()
                .query("select " + column + " from pg_subscription where subdbid = (select oid from pg_database where"
                        + " datname = current_database())")
                .stream()
                .map(List::getFirst)
                .toList();
    }

    private String registered(String name) throws Exception {
        return found("/api/databases", "items", name).path("id").asText();
    }

    private JsonNode found(String path, String list, String name) throws IOException, InterruptedException {
        return world.installation().named(path, list, name);
    }

    private void openItsPage(Visit visit) throws IOException, InterruptedException {
        visit.open("/streams/"
                + found("/api/topology", "streams", HOSTILE).path("id").asText());
    }

    @Test
    void is_paused_resumed_and_removed_with_its_journal_in_view() throws Exception {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            openItsPage(visit);
            assertThat(visit.page().locator("h1")).hasText(HOSTILE);
            assertThat(visit.page().locator(".table")).containsText("public." + HOSTILE);
            assertThat(visit.page().locator(".chart canvas")).hasCount(3);

            visit.button("Pause…").click();
            visit.inDialog("Pause").click();
            assertThat(visit.page().locator("dialog .operation-state")).containsText("done");
            assertThat(enabled()).containsExactly("f");
            visit.inDialog("Close").first().click();

            visit.button("Resume…").click();
            visit.inDialog("Resume").click();
            assertThat(visit.page().locator("dialog .step").last()).containsText("It streams");
            visit.page().locator("dialog").getByText("Journal").click();
            assertThat(visit.page().locator(".steps .step")).hasCount(2);
            assertThat(visit.page().locator(".script")).containsText("alter subscription");

            openItsPage(visit);
            visit.button("Remove…").click();
            assertThat(visit.inDialog("Remove")).isDisabled();
            assertThat(visit.page().locator("dialog")).containsText("drops subscription");
            visit.page().locator("dialog #confirm").fill(HOSTILE);
            visit.inDialog("Remove").click();
            assertThat(visit.page().locator("dialog .operation-state")).containsText("done");
            assertThat(enabled()).isEmpty();
            visit.inDialog("Close").first().click();
            assertThat(visit.page().locator(".nothing-title")).hasText("The stream was removed");

            visit.open("/operations");
            assertThat(visit.page().locator("tbody tr").first()).containsText("Remove a stream");
            visit.hadNoComplaints("status of 409", "status of 404");
        }
    }

    @Test
    void what_a_removal_left_is_removed_among_the_slots() throws Exception {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            openItsPage(visit);
            visit.button("Remove…").click();
            visit.page().getByText("The subscription alone").click();
            assertThat(visit.page().locator("dialog")).containsText("goes on holding its log");
            visit.page().locator("dialog #confirm").fill(HOSTILE);
            visit.inDialog("Remove").click();
            assertThat(visit.page().locator("dialog .operation-state")).containsText("done");

            visit.open("/slots");
            Locator orphan = visit.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove… slot books_to_library"));
            orphan.click();
            assertThat(visit.page().locator("dialog")).containsText("Whoever would read it has to begin anew");
            assertThat(visit.inDialog("Remove for good")).isDisabled();
            visit.page().locator("dialog #confirm").fill("books_to_librar");
            assertThat(visit.inDialog("Remove for good")).isDisabled();
            visit.page().locator("dialog #confirm").fill("books_to_library");
            visit.inDialog("Remove for good").click();
            assertThat(visit.page().locator("dialog .operation-state")).containsText("done");
            visit.inDialog("Close").first().click();
            assertThat(orphan).hasCount(0);
            assertThat(books().query("select 1 from pg_replication_slots where slot_name = 'books_to_library'"))
                    .isEmpty();
            visit.hadNoComplaints("status of 409", "status of 404");
        }
    }

    /** Asks for something in a dialog, and waits until its operation is done. */
    private static void act(Visit visit, String what, String verb, Consumer<Locator> answer) {
        visit.button(what).click();
        answer.accept(visit.page().locator("dialog"));
        visit.inDialog(verb).click();
        assertThat(visit.page().locator("dialog .operation-state")).containsText("done");
        visit.inDialog("Close").first().click();
    }

    private static void confirm(Locator dialog) {
        dialog.locator("#confirm").fill("public.extra");
    }

    @Test
    void its_options_tables_and_name_are_changed_on_its_page_which_says_when_it_is_gone() throws Exception {
        books().sql("create table extra (id int primary key)", "insert into extra values (1)");
        library().sql("create table extra (id int primary key)");
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            openItsPage(visit);
            act(
                    visit,
                    "Options…",
                    "Change",
                    dialog -> dialog.getByLabel("Stop at the first error").check());
            assertThat(told("subdisableonerr")).containsExactly("t");

            Locator row = visit.page().locator(".table tbody tr", new Page.LocatorOptions().setHasText("public.extra"));
            act(visit, "Add tables…", "Add them", dialog -> {
                dialog.locator("#tables-search").fill("extra");
                dialog.locator(".branch-name").last().click();
            });
            assertThat(row).containsText("streaming", Visit.patiently());
            act(visit, "Copy again… public.extra", "Empty and copy again", StreamsInTheBrowserTest::confirm);
            await("it is copied again")
                    .atMost(Installation.BOUND)
                    .until(() -> library().value("select count(*) from extra").equals("1"));
            assertThat(row).containsText("streaming", Visit.patiently());
            act(visit, "Take out… public.extra", "Take it out", StreamsInTheBrowserTest::confirm);
            assertThat(row).hasCount(0);
            act(visit, "Refresh…", "Refresh", _ -> {});

            act(
                    visit,
                    "Rename…",
                    "Rename",
                    dialog -> dialog.getByLabel("New name").fill("renamed"));
            assertThat(told("subname")).containsExactly("renamed");
            library().sql("drop subscription renamed");
            assertThat(visit.page().locator(".nothing-title"))
                    .hasText("The stream is gone", new LocatorAssertions.HasTextOptions().setTimeout(Visit.BOUND));
            visit.hadNoComplaints("status of 404");
        }
    }

    @Test
    void an_operation_is_cancelled_and_tried_again() throws Exception {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            openItsPage(visit);
            try (Connection inTheWay = library().connect()) {
                inTheWay.setAutoCommit(false);
                inTheWay.createStatement().execute("alter subscription " + QUOTED + " set (binary = false)");
                visit.button("Pause…").click();
                visit.inDialog("Pause").click();
                visit.inDialog("Cancel").click();
                assertThat(visit.page().locator("dialog .operation-state"))
                        .containsText("cancelled", Visit.patiently());
                inTheWay.rollback();
            }
            assertThat(told("subenabled")).containsExactly("t");

            visit.page().locator("dialog").getByText("Journal").click();
            visit.button("Try again").click();
            assertThat(visit.page().locator(".operation-state")).containsText("done");
            assertThat(told("subenabled")).containsExactly("f");
            visit.hadNoComplaints();
        }
    }
}

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
import dev.pgrm.devkit.postgres.PostgresServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A person whose stream stopped at a row that is in its way. */
@ThroughTheBrowser
class ChangingStreamsInTheBrowserTest {
    private final Chromium chromium;
    private final World world;
    private static Database office;
    private static Database vault;

    @BeforeAll
    static void open(World world) throws Exception {
        PostgresServer target = world.fleet().server("reporting");
        target.database("app")
                .sql(
                        "grant execute on function pg_read_binary_file(text, bigint, bigint, boolean), pg_current_logfile(),"
                                + " pg_current_logfile(text) to pgrm_monitor");
        target.sql("alter system set logging_collector = on", "alter system set log_destination = 'jsonlog'");
        target.restart();
        office = OwnedDatabase.register(world, "office", "orders", "office", "primary");
        vault = OwnedDatabase.register(world, "vault", "reporting", "vault", "replica");
        for (Database each : List.of(office, vault)) {
            each.sql("create table deeds (id int primary key, word text)");
        }
    }

    @AfterAll
    static void close(World world) {
        PostgresServer target = world.fleet().server("reporting");
        target.sql("alter system reset logging_collector", "alter system reset log_destination");
        target.restart();
    }

    ChangingStreamsInTheBrowserTest(Chromium chromium, World world) {
        this.chromium = chromium;
        this.world = world;
    }

    private JsonNode found(String path, String list, String name) throws IOException, InterruptedException {
        return world.installation().named(path, list, name);
    }

    private String registered(String name) throws IOException, InterruptedException {
        return found("/api/databases", "items", name).path("id").asText();
    }

    private String stream() throws IOException, InterruptedException {
        JsonNode made = world.installation()
                .post(
                        "/api/replication/streams?wait=30",
                        Map.of(
                                "sourceId", registered("office"),
                                "targetId", registered("vault"),
                                "name", "deeds",
                                "publication", Map.of("tables", List.of(Map.of("name", "deeds")))));
        assertThat(made.path("status").asText()).as("%s", made).isEqualTo("succeeded");
        await("it is on the map").atMost(Installation.BOUND).until(() -> status().equals("active"));
        return found("/api/topology", "streams", "deeds").path("id").asText();
    }

    private String status() throws IOException, InterruptedException {
        return found("/api/topology", "streams", "deeds").path("status").asText();
    }

    private static void awaitText(Locator place, String text) {
        assertThat(place).containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(Visit.BOUND));
    }

    @Test
    void a_transaction_that_a_row_is_in_the_way_of_is_read_about_and_skipped() throws Exception {
        String stream = stream();
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            visit.open("/streams/" + stream);
            Locator head = visit.page().locator(".page-head");
            awaitText(head, "streaming");
            assertThat(visit.button("Skip a transaction…")).hasCount(0);

            vault.sql("insert into deeds values (1, 'was here before')");
            office.sql("insert into deeds values (1, 'in the way'), (2, 'lost with it')");
            assertThat(visit.button("Skip a transaction…"))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(Visit.BOUND));
            readsOfIt(visit.page());
            skips(visit);

            awaitText(head, "streaming");
            assertThat(visit.button("Skip a transaction…")).hasCount(0);
            office.sql("insert into deeds values (3, 'comes along')");
            await("what comes after it is there, and nothing of it")
                    .atMost(Installation.BOUND)
                    .until(() -> vault.query("select id, word from deeds order by id")
                            .equals(List.of(List.of("1", "was here before"), List.of("3", "comes along"))));
            visit.hadNoComplaints();
        } finally {
            vault.sql("drop subscription deeds");
            office.sql("drop publication deeds");
        }
    }

    /** In the log of the target, searched and filtered, and in what the target has counted. */
    private static void readsOfIt(Page page) {
        Locator messages = page.getByLabel("Messages of the logs");
        awaitText(messages.locator(".messages"), "insert_exists");
        Locator counted = page.locator(
                ".facts > div", new Page.LocatorOptions().setHasText("Inserted rows that were there already"));
        assertThat(counted.locator("dd"))
                .hasText(Pattern.compile("^[1-9]"), new LocatorAssertions.HasTextOptions().setTimeout(Visit.BOUND));

        messages.getByLabel("Log of").selectOption("source");
        assertThat(messages.locator(".message")).hasCount(0);
        messages.getByLabel("Log of").selectOption("target");
        assertThat(messages.locator(".message").first()).containsText("insert_exists");
        messages.getByLabel("Search").fill("nothing like it");
        awaitText(messages, "None fits the search.");
        messages.getByLabel("Search").fill("DEEDS");
        awaitText(messages.locator(".message").first(), "public.deeds");
    }

    private static void skips(Visit visit) throws IOException {
        visit.button("Skip a transaction…").click();
        Locator dialog = visit.page().locator("dialog");
        Locator skip =
                dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Skip the transaction"));
        awaitText(dialog.locator(".notice").first(), "public.deeds");
        assertThat(dialog.getByLabel("End of the transaction")).hasValue(Pattern.compile("^[0-9A-F]+/[0-9A-F]+$"));
        assertThat(skip).isDisabled();
        visit.keepsWcag("what is skipped");
        dialog.getByLabel("Lose what this transaction changed").check();
        skip.click();
        assertThat(dialog.locator(".step")).not().hasCount(0);
        awaitText(dialog.locator(".operation-state"), "done");
        dialog.getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Close").setExact(true))
                .first()
                .click();
    }
}

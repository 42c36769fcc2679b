package dev.pgrm.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.microsoft.playwright.Locator;
import dev.pgrm.devkit.postgres.Database;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person who takes over a stream that somebody made by hand, with an account of their own. */
@ThroughTheBrowser
class AdoptingInTheBrowserTest {
    private final Chromium chromium;
    private final World world;
    private static Database farm;
    private static Database market;
    private String stream;

    @BeforeAll
    static void open(World world) throws Exception {
        farm = OwnedDatabase.register(world, "farm", "orders", "farm", "primary");
        market = OwnedDatabase.register(world, "market", "reporting", "market", "replica");
        farm.sql("create table goods (id int primary key)");
        market.sql("create table goods (id int primary key)");
    }

    AdoptingInTheBrowserTest(Chromium chromium, World world) {
        this.chromium = chromium;
        this.world = world;
    }

    @BeforeEach
    void make() throws IOException, InterruptedException {
        var source = farm.server();
        farm.sql("create publication by_hand for table goods");
        market.sql("create subscription by_hand connection 'host=" + source.host() + " port=" + source.port()
                + " dbname=farm user=" + source.superuser().user() + " password="
                + source.superuser().password() + "' publication by_hand");
        await("it is on the map")
                .atMost(Installation.BOUND)
                .until(() -> found().path("status").asText().equals("active"));
        stream = found().path("id").asText();
    }

    @AfterEach
    void remove() {
        market.sql("drop subscription by_hand");
        farm.sql("drop publication by_hand");
    }

    private JsonNode found() throws IOException, InterruptedException {
        for (JsonNode each : world.installation().get("/api/topology").path("streams")) {
            if (each.path("subscription").asText().equals("by_hand")) {
                return each;
            }
        }
        return MissingNode.getInstance();
    }

    private static String connection() {
        return market.value("select subconninfo from pg_subscription where subname = 'by_hand'");
    }

    @Test
    void a_stream_made_by_hand_is_adopted_over_a_way_that_is_told_after_what_is_wrong_with_it_was_shown_at_its_field()
            throws Exception {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            visit.open("/streams/" + stream);
            visit.button("Adopt…").click();
            Locator dialog = visit.page().locator("dialog");
            assertThat(dialog.getByLabel("Host")).isHidden();
            dialog.getByText("How the target reaches the source").click();
            dialog.getByLabel("Host").fill("two words");
            dialog.getByLabel("Password file").fill("beside.pgpass");
            visit.inDialog("Adopt").click();
            assertThat(dialog.locator("#way-host-wrong")).hasText("must be a host name or an IP address, without port");
            assertThat(dialog.locator("#way-passfile-wrong")).containsText("the full path of a file");
            assertThat(dialog.locator(".notice")).containsText("2 fields need another value");
            visit.keepsWcag("fields that were refused");
            assertThat(connection())
                    .contains("user=" + farm.server().superuser().user());

            dialog.getByLabel("Host").fill("localhost");
            dialog.getByLabel("Password file").fill("");
            assertThat(dialog.locator("#way-host-wrong")).hasCount(0);
            visit.inDialog("Adopt").click();
            assertThat(dialog.locator(".operation-state")).containsText("done");
            assertThat(dialog.locator(".step").last()).containsText("it streams again");
            visit.inDialog("Close").first().click();
            assertThat(connection())
                    .contains("localhost", world.fleet().replicator().user());

            farm.sql("insert into goods values (1)");
            await("it streams over the way that was told")
                    .atMost(Installation.BOUND)
                    .until(() -> market.value("select count(*) from goods").equals("1"));
            assertThat(visit.page().locator(".page-head")).containsText("streaming");
            visit.open("/operations");
            assertThat(visit.page().locator("tbody tr").first()).containsText("Adopt");
            visit.hadNoComplaints("status of 422");
        }
    }
}

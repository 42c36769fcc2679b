package dev.pgrm.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@ThroughTheBrowser
class TopologyPageTest {
    private static final String FEED = "^Logical stream .*shop_feed.* from shop to reports, ";

    private final Chromium chromium;
    private final World world;

    TopologyPageTest(Chromium chromium, World world) {
        this.chromium = chromium;
        this.world = world;
    }

    @Test
    void the_map_shows_every_server_database_and_stream_with_direction_and_state() {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            assertThat(visit.page().locator("svg.map .server").count()).isEqualTo(3);
            visit.awaitOnMap("^shop .*database, connected");
            visit.awaitOnMap("^reports .*database, connected");
            visit.awaitOnMap("^shop-dr .*database, connected");
            visit.awaitOnMap("standby .*server, connected");
            visit.awaitOnMap(FEED + "streaming");
            visit.awaitOnMap("^Physical stream .*, streaming");
            assertThat(visit.page().locator("svg.map .stream-arrow").count()).isEqualTo(2);
            visit.hadNoComplaints();
        }
    }

    @Test
    void the_open_page_shows_a_replica_that_is_stopped_and_started() throws Exception {
        var replica = world.fleet().server("reporting");
        try (var visit = chromium.visit(world.installation()).onTheMap();
                var observations = new Observations(world.installation().redis())) {
            visit.awaitOnMap("^reports .*database, connected");
            await().until(observations::hearsSomething);
            int navigations = visit.navigations();
            visit.page().evaluate("window.opened = true");

            run(replica.controls().stop());
            visit.awaitDrawn("^reports .*database, unreachable");
            assertThat(observations.unseen())
                    .as("polls that found it gone before the page said so")
                    .isLessThanOrEqualTo(3);
            visit.awaitOnMap(FEED + "an end is not seen");
            countsTheProblemsThatTheApiCounts(visit);
            try (var another = chromium.visit(world.installation()).onTheMap()) {
                takesTheRemedyAlong(another);
            }
            run(replica.controls().start());
            visit.awaitOnMap("^reports .*database, connected");
            visit.awaitOnMap(FEED + "streaming");

            assertThat(visit.navigations()).isEqualTo(navigations);
            assertThat(visit.page().evaluate("window.opened")).isEqualTo(true);
            visit.hadNoComplaints();
        } finally {
            replica.start();
        }
    }

    /** The server alone: its database and the stream that rests need nobody. */
    private void countsTheProblemsThatTheApiCounts(Visit visit) {
        await().untilAsserted(() -> {
            int counted = world.installation()
                    .get("/api/topology")
                    .at("/summary/problems")
                    .asInt();
            assertThat(counted).isPositive();
            assertThat(visit.page().locator(".problems-count").innerText()).isEqualTo(Integer.toString(counted));
            assertThat(visit.page().locator(".problems-list .problem").count()).isEqualTo(counted);
        });
    }

    private static void takesTheRemedyAlong(Visit visit) {
        visit.onMap("^reports .*database, unreachable").click();
        var notice = visit.page().locator("#details .notice-bad").first();
        String remedy = notice.locator(".notice-remedy span").innerText();

        notice.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Copy what to do"))
                .click();

        visit.page().locator(".toast:has-text('copied')").waitFor();
        assertThat(remedy).isNotBlank();
        assertThat(visit.page().evaluate("navigator.clipboard.readText()")).isEqualTo(remedy);
    }

    /** As a person at a terminal would. */
    private static void run(String command) throws IOException, InterruptedException {
        var shell = new ProcessBuilder("sh", "-c", command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        assertThat(shell.waitFor()).isZero();
    }

    @Test
    void a_database_that_is_registered_appears_on_the_open_page() {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            int navigations = visit.navigations();
            assertThat(visit.onMap("^stock ").count()).isZero();

            world.fleet().register(world.installation().client(), "stock", "orders", "stock", "primary");

            visit.awaitOnMap("^stock .*database, connected");
            assertThat(visit.navigations()).isEqualTo(navigations);
            visit.hadNoComplaints();
        }
    }

    @Test
    void a_filter_from_the_address_leaves_the_rest_out_says_so_and_is_let_go_by_the_keyboard() {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            visit.awaitOnMap("^shop-dr .*database, connected");

            visit.open("/?tag=team%3Dnobody");
            visit.page().locator(".filtered:has-text('databases')").waitFor();
            assertThat(visit.onMap("database, ").count()).isZero();

            visit.page().locator("summary:has-text('Filter')").press("Enter");
            visit.page()
                    .getByRole(AriaRole.CHECKBOX, new Page.GetByRoleOptions().setName("team=nobody"))
                    .press("Space");
            visit.awaitOnMap("^shop-dr .*database, connected");
            visit.page().waitForURL(address -> !address.contains("tag="));
            visit.hadNoComplaints();
        }
    }

    @Test
    void servers_stand_in_groups_that_collapse_into_one_box_and_open_again() {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            visit.page().getByLabel("Groups on the map").selectOption("environment");
            visit.awaitOnMap("^test .*database.*, group, ");
            visit.awaitOnMap("^shop .*database, connected");

            visit.onMap("^test .*, group, ").focus();
            visit.page().keyboard().press("Enter");
            visit.awaitOnMap("^test .*database.*, group, ");
            visit.page().locator(".group[data-collapsed='true']").waitFor();
            assertThat(visit.onMap("^shop .*database").count()).isZero();
            visit.page()
                    .waitForURL(address -> address.contains("group=environment") && address.contains("collapsed=test"));

            visit.onMap("^test .*, group, ").focus();
            visit.page().keyboard().press("Enter");
            visit.awaitOnMap("^shop .*database, connected");
            visit.hadNoComplaints();
        }
    }

    @Test
    void a_server_stays_where_it_was_put_until_the_map_is_tidied_up() {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            visit.awaitOnMap("standby .*server, connected");
            String computed = placeOfStandby(visit);
            var head = visit.onMap("standby .*server, connected").boundingBox();
            visit.page().mouse().move(head.x + 40, head.y + 20);
            visit.page().mouse().down();
            visit.page().mouse().move(head.x + 90, head.y + 80, new Mouse.MoveOptions().setSteps(4));
            visit.page().mouse().up();
            await().until(() -> !placeOfStandby(visit).equals(computed));
            assertThat(visit.page().url()).doesNotContain("#server");
            String put = placeOfStandby(visit);

            visit.onMap("standby .*server, connected").focus();
            visit.page().keyboard().press("Shift+ArrowDown");
            await().until(() -> !placeOfStandby(visit).equals(put));
            String nudged = placeOfStandby(visit);

            visit.open("/");
            visit.awaitOnMap("standby .*server, connected");
            assertThat(placeOfStandby(visit)).isEqualTo(nudged);
            visit.button("Tidy up: back to the computed places").click();
            await().until(() -> placeOfStandby(visit).equals(computed));
            visit.hadNoComplaints();
        }
    }

    @Test
    void where_a_server_was_put_in_one_tab_it_stands_in_the_other() {
        try (var visit = chromium.visit(world.installation()).onTheMap();
                var other =
                        new Visit(world.installation(), visit.page().context().newPage())) {
            visit.awaitOnMap("standby .*server, connected");
            String computed = placeOfStandby(visit);
            other.open("/");
            other.awaitOnMap("standby .*server, connected");

            visit.onMap("standby .*server, connected").focus();
            visit.page().keyboard().press("Shift+ArrowDown");
            await().until(() -> !placeOfStandby(visit).equals(computed));
            await().until(() -> placeOfStandby(other).equals(placeOfStandby(visit)));
            other.hadNoComplaints();
            visit.hadNoComplaints();
        }
    }

    private static String placeOfStandby(Visit visit) {
        return visit.onMap("standby .*server, connected")
                .evaluate("head => head.closest('.server').getAttribute('transform')")
                .toString();
    }

    @Test
    void the_map_is_saved_as_a_picture_that_stands_by_itself() throws Exception {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            visit.awaitOnMap(FEED + "streaming");
            String svg = Files.readString(saved(visit, "SVG, whole map"));
            assertThat(svg)
                    .contains(">shop<")
                    .doesNotContain("<script", "style=", "class=", "href", "var(", "light-dark");
            assertThat(visit.page()
                            .evaluate(
                                    "text => new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('parsererror').length",
                                    svg))
                    .isEqualTo(0);
            assertThat(Files.readAllBytes(saved(visit, "PNG, what is in sight")))
                    .startsWith(0x89, 'P', 'N', 'G')
                    .hasSizeGreaterThan(10_000);
            visit.hadNoComplaints();
        }
    }

    private static Path saved(Visit visit, String choice) {
        visit.page().getByLabel("Save the map as a picture").click();
        return visit.page().waitForDownload(() -> visit.button(choice).click()).path();
    }

    @Test
    void the_page_says_that_it_reconnects_and_goes_live_again_when_the_api_is_back() throws Exception {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            int navigations = visit.navigations();

            world.installation().stopApi();
            visit.awaitPhase("reconnecting");
            world.installation().startApi();
            visit.awaitPhase("live");

            visit.awaitOnMap("^reports .*database, connected");
            assertThat(visit.navigations()).isEqualTo(navigations);
            visit.hadNoComplaints("WebSocket connection to", "net::ERR_");
        }
    }
}

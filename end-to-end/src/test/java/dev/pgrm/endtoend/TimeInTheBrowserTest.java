package dev.pgrm.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A person who looks back at an outage, asks what another one would do, and keeps pages open while things die. */
@ThroughTheBrowser
class TimeInTheBrowserTest {
    private static final Clock CLOCK = Clock.systemUTC();

    private final Chromium chromium;
    private final World world;

    TimeInTheBrowserTest(Chromium chromium, World world) {
        this.chromium = chromium;
        this.world = world;
    }

    /** A moment of which history tells that all is well. */
    private Instant awaitWrittenDownAsConnected() {
        var told = new AtomicReference<Instant>();
        await().atMost(Installation.BOUND).until(() -> {
            Instant moment = CLOCK.instant().truncatedTo(ChronoUnit.SECONDS);
            told.set(moment);
            return statusAt(moment).equals("connected");
        });
        return Objects.requireNonNull(told.get());
    }

    private String statusAt(Instant moment) throws IOException, InterruptedException {
        return world.installation()
                .named("/api/topology?at=" + moment, "nodes", "reports")
                .path("status")
                .asText();
    }

    @Test
    void goes_back_to_before_a_database_stopped_and_plays_on_until_now() {
        var replica = world.fleet().server("reporting");
        Instant before = awaitWrittenDownAsConnected();
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            replica.stop();
            visit.awaitOnMap("^reports .*database, unreachable");

            visit.open("/?at=" + before);
            visit.awaitOnMap("^reports .*database, connected");
            assertThat(visit.page().locator("body")).hasAttribute("data-past", "true");
            assertThat(visit.page().locator("#live-state")).containsText("The past");
            visit.onMap("^reports .*database, connected").click();
            assertThat(visit.page().locator("#details")).containsText("nothing can be done to it");
            assertThat(visit.page().locator("a[href^='/streams/new']")).hasCount(0);

            visit.page().waitForURL(address -> address.contains("?at=") && address.contains("#node/"));
            String shared = visit.page().url();
            try (var colleague = chromium.visit(world.installation()).onTheMap()) {
                colleague.page().navigate(shared);
                colleague.awaitOnMap("^reports .*database, connected");
                assertThat(colleague.page().locator("#details h2")).hasText("reports");
            }

            visit.page().keyboard().press("p");
            visit.awaitPhase("live");
            visit.awaitOnMap("^reports .*database, unreachable");
            visit.page().waitForURL(address -> !address.contains("at="));
            assertThat(visit.page().locator(".time-said")).containsText("→", Visit.patiently());

            visit.open("/?at=2020-01-01T00:00Z");
            assertThat(visit.page().locator("#view")).containsText("History is kept from");
            visit.button("Back to now").click();
            visit.awaitOnMap("^reports .*database, unreachable");
            visit.hadNoComplaints("status of 404");
        } finally {
            replica.start();
        }
        await().atMost(Installation.BOUND)
                .until(() -> statusAt(CLOCK.instant().truncatedTo(ChronoUnit.SECONDS))
                        .equals("connected"));
    }

    @Test
    void asks_what_a_failover_would_do_and_is_led_to_the_stream() {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            visit.onMap("^orders .*server, connected").click();
            visit.button("What if it restarts or fails over…").click();
            Locator foreseen = visit.page().locator(".what-if");
            assertThat(foreseen).containsText("nothing was done to any server");
            visit.button("Failover").click();
            assertThat(foreseen).containsText("critical");

            foreseen.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("shop_feed"))
                    .first()
                    .click();
            assertThat(visit.page().locator("#details .panel-title .details-kind"))
                    .hasText("Logical stream");
            visit.hadNoComplaints();
        }
    }

    @Test
    void shortcuts_are_told_and_lead_to_the_settings() {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            visit.page().keyboard().press("?");
            assertThat(visit.page().locator("dialog")).containsText("A minute back in time");
            visit.page().keyboard().press("Escape");
            assertThat(visit.page().locator("dialog")).hasCount(0);

            visit.page().keyboard().press("g");
            visit.page().keyboard().press("e");
            visit.awaitAddress("/settings");
            assertThat(visit.page().locator("#place")).containsText("watches 3 servers", Visit.patiently());
            visit.button("UTC").click();
            visit.page().reload();
            assertThat(visit.button("UTC")).hasAttribute("aria-pressed", "true");

            visit.button("Off").click();
            visit.page().keyboard().press("?");
            assertThat(visit.page().locator("dialog")).hasCount(0);
            visit.button("On").click();
            visit.page().keyboard().press("?");
            assertThat(visit.page().locator("dialog")).hasCount(1);
            visit.hadNoComplaints();
        }
    }

    @Test
    void pages_that_are_open_while_the_publisher_and_the_api_die_show_it_and_recover() throws Exception {
        String stream = world.installation()
                .get("/api/replication/streams?type=logical&q=shop_feed")
                .at("/items/0/id")
                .asText();
        var publisher = world.fleet().server("orders");
        try (var visit = chromium.visit(world.installation()).onTheMap();
                var dashboard = chromium.visit(world.installation()).onTheMap()) {
            visit.open("/streams/" + stream);
            dashboard.open("/dashboard");
            Locator state = visit.page().locator(".page-title .status");
            assertThat(state).containsText("streaming", Visit.patiently());

            publisher.kill();
            assertThat(dashboard.page().locator("#place")).containsText("is unreachable", Visit.patiently());
            assertThat(state).not().containsText("streaming", Visit.patiently());
            world.installation().stopApi();
            visit.awaitPhase("reconnecting");
            dashboard.awaitPhase("reconnecting");
            assertThat(dashboard.page().locator(".page-head")).containsText("As last heard at");
            publisher.start();
            world.installation().startApi();
            visit.awaitPhase("live");
            dashboard.awaitPhase("live");

            assertThat(state).containsText("streaming", Visit.patiently());
            assertThat(dashboard.page().locator("#place")).not().containsText("is unreachable", Visit.patiently());
            visit.hadNoComplaints(
                    "WebSocket connection to", "net::ERR_", "status of 503", "status of 404", "status of 502");
            dashboard.hadNoComplaints("WebSocket connection to", "net::ERR_", "status of 503");
        } finally {
            publisher.start();
        }
    }
}

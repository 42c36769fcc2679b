package dev.pgrm.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A person who goes through time by the bar below the map. The clock of the page stands still, so that minutes can be counted. */
@ThroughTheBrowser
class TravelInTheBrowserTest {
    private static final Pattern NO_MOMENT = Pattern.compile("^[^?]*$");

    /** As it is typed into the field, whose parts follow each other without a sign between them. */
    private static final DateTimeFormatter KEYS = DateTimeFormatter.ofPattern("MMddyyyyhhmma", Locale.US);

    private static Instant now = Instant.EPOCH;

    private final Chromium chromium;
    private final World world;

    @BeforeAll
    static void tellOfTheOutage(World world) {
        now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MINUTES);
        PastOutage.tellOf(world, now);
    }

    TravelInTheBrowserTest(Chromium chromium, World world) {
        this.chromium = chromium;
        this.world = world;
    }

    private Visit visit() {
        var visit = chromium.visit(world.installation());
        visit.page().clock().setFixedTime(now.plusSeconds(30).toEpochMilli());
        return visit.onTheMap();
    }

    /** Opens the map of so many minutes ago. */
    private static void goTo(Visit visit, int minutesAgo) {
        visit.open("/?at=" + ago(minutesAgo));
        awaitMoment(visit, minutesAgo);
        visit.awaitPhase("past");
    }

    private static Instant ago(int minutes) {
        return now.minus(Duration.ofMinutes(minutes));
    }

    private static void awaitMoment(Visit visit, int minutesAgo) {
        assertThat(visit.page())
                .hasURL(Pattern.compile(
                        "at=" + ago(minutesAgo).toString().replace(":00Z", "Z").replace(":", "%3A") + "$"));
    }

    private static Locator slider(Visit visit) {
        return visit.page().getByLabel("Moment shown");
    }

    private static void awaitReports(Visit visit, String state) {
        visit.awaitOnMap("^reports .*database, " + state);
    }

    @Test
    void the_slider_is_dragged_into_the_outage_and_moved_on_by_its_keys() {
        try (var visit = visit()) {
            assertThat(slider(visit)).hasAttribute("aria-valuetext", "now");
            BoundingBox track = slider(visit).boundingBox();
            double middle = track.y + track.height / 2;
            visit.page().mouse().move(track.x + track.width - 9, middle);
            visit.page().mouse().down();
            visit.page().mouse().move(track.x + track.width / 2, middle);
            visit.page().mouse().up();
            visit.awaitPhase("past");
            awaitReports(visit, "unreachable");

            slider(visit).press("Home");
            awaitMoment(visit, 60);
            awaitReports(visit, "connected");
            slider(visit).press("ArrowRight");
            awaitMoment(visit, 59);
            slider(visit).press("End");
            visit.awaitPhase("live");
            assertThat(visit.page()).hasURL(NO_MOMENT);
            visit.hadNoComplaints();
        }
    }

    @Test
    void buttons_and_marks_lead_from_change_to_change() {
        try (var visit = visit()) {
            goTo(visit, 30);
            assertThat(visit.page().locator(".time-said")).containsText("reports: connected → unreachable");
            visit.button("To the change after").click();
            awaitMoment(visit, 20);
            awaitReports(visit, "connected");
            assertThat(visit.page().locator(".time-said")).containsText("reports: unreachable → connected");
            visit.button("To the change before").click();
            awaitMoment(visit, 40);
            awaitReports(visit, "unreachable");

            visit.page().getByTitle("reports: unreachable → connected").click();
            awaitMoment(visit, 20);
            visit.page().getByTitle("reports: connected → unreachable").click();
            awaitMoment(visit, 40);
            visit.hadNoComplaints();
        }
    }

    @Test
    void minutes_are_stepped_through_by_buttons_and_keys() {
        try (var visit = visit()) {
            goTo(visit, 20);
            awaitReports(visit, "connected");
            visit.button("A minute back").click();
            awaitMoment(visit, 21);
            awaitReports(visit, "unreachable");
            visit.button("A minute forward").click();
            awaitMoment(visit, 20);
            visit.page().keyboard().press(",");
            awaitMoment(visit, 21);
            visit.page().keyboard().press(".");
            awaitMoment(visit, 20);
            visit.page().keyboard().press("n");
            visit.awaitPhase("live");
            assertThat(visit.button("A minute forward")).isDisabled();
            assertThat(visit.page()).hasURL(NO_MOMENT);
            visit.hadNoComplaints();
        }
    }

    @Test
    void the_past_is_played_paused_and_left_for_the_present() {
        try (var visit = visit()) {
            goTo(visit, 42);
            awaitReports(visit, "connected");
            visit.button("Play").click();
            awaitReports(visit, "unreachable");
            visit.button("Pause").click();
            assertThat(visit.button("Play")).isVisible();
            long paused = minutesAgo(visit);
            assertThat(paused).isLessThanOrEqualTo(40);
            visit.page().keyboard().press(".");
            awaitMoment(visit, (int) paused - 1);

            visit.page().getByLabel("Speed of playing").selectOption("60");
            visit.page().keyboard().press("p");
            visit.awaitPhase("live");
            assertThat(visit.page()).hasURL(NO_MOMENT);

            goTo(visit, 30);
            visit.button("Back to now").click();
            visit.awaitPhase("live");
            awaitReports(visit, "connected");
            assertThat(visit.button("Now")).isDisabled();
            assertThat(visit.page()).hasURL(NO_MOMENT);
            visit.hadNoComplaints();
        }
    }

    private static long minutesAgo(Visit visit) {
        return now.getEpochSecond() / 60 - Long.parseLong(slider(visit).inputValue());
    }

    @Test
    void a_longer_window_and_a_moment_that_is_typed_reach_further_back() {
        try (var visit = visit()) {
            visit.page().getByLabel("How far back").selectOption("6h");
            assertThat(slider(visit)).hasAttribute("min", Long.toString(now.getEpochSecond() / 60 - 360));
            goTo(visit, 45);
            Locator field = field(visit);
            String typed = field.inputValue();
            visit.button("Back to now").click();
            visit.awaitPhase("live");
            field.fill(typed);
            field.press("Enter");
            awaitMoment(visit, 45);
            assertThat(slider(visit)).hasAttribute("aria-valuetext", Pattern.compile("\\d\\d:\\d\\d"));
            visit.hadNoComplaints();
        }
    }

    private static Locator field(Visit visit) {
        return visit.page().getByLabel(Pattern.compile("^Moment \\("));
    }

    @Test
    void a_moment_is_typed_key_by_key_and_gone_to_once() {
        try (var visit = visit()) {
            goTo(visit, 45);
            String wanted = field(visit).inputValue();
            visit.button("Back to now").click();
            visit.awaitPhase("live");
            var asked = new CopyOnWriteArrayList<String>();
            visit.page().onRequest(request -> asked.add(request.url()));
            field(visit).focus();
            visit.page().keyboard().type(LocalDateTime.parse(wanted).format(KEYS));
            assertThat(field(visit)).hasValue(wanted);
            visit.page().keyboard().press("Enter");
            awaitMoment(visit, 45);
            visit.awaitPhase("past");
            assertThat(asked)
                    .filteredOn(url -> url.contains("/api/topology?at="))
                    .hasSize(1);
            visit.hadNoComplaints();
        }
    }

    @Test
    void a_moment_from_before_what_is_kept_is_told_of_and_the_page_goes_on() {
        try (var visit = visit()) {
            assertThat(field(visit)).hasAttribute("min", Pattern.compile("^\\d{4}-"));
            field(visit).fill("0202-11-22T16:31");
            field(visit).press("Enter");
            assertThat(visit.page().locator("#toasts")).containsText("Nothing is kept from before");
            field(visit).evaluate("field => field.blur()");
            assertThat(field(visit)).hasValue(Pattern.compile("^20"));
            assertThat(visit.page().getByLabel("How far back")).hasValue("1h");
            assertThat(visit.page()).hasURL(NO_MOMENT);
            visit.hadNoComplaints();
        }
    }
}

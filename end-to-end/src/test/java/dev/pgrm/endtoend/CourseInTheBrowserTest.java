package dev.pgrm.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.BoundingBox;
import dev.pgrm.devkit.postgres.Database;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person who looks at the course of a stream that is paused, and further behind than is warned of. */
@ThroughTheBrowser
class CourseInTheBrowserTest {
    private static final long WARNED_OF = 1 << 20;

    /** How many dots of a canvas have the colour of a line. */
    private static final String DOTS = """
            (canvas, tone) => {
              canvas.style.color = `var(--${tone})`;
              const wanted = getComputedStyle(canvas).color.match(/\\d+/g).map(Number);
              const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
              let dots = 0;
              for (let i = 0; i < data.length; i += 4)
                if (data[i + 3] > 60 && wanted.every((each, part) => Math.abs(each - data[i + part]) < 16)) dots++;
              return dots;
            }""";

    private static String stream = "";

    private final Chromium chromium;
    private final World world;

    CourseInTheBrowserTest(Chromium chromium, World world) {
        this.chromium = chromium;
        this.world = world;
    }

    @BeforeAll
    static void makeAStreamThatFallsBehind(World world) throws Exception {
        Database river = OwnedDatabase.register(world, "river", "orders", "river", "primary");
        Database delta = OwnedDatabase.register(world, "delta", "reporting", "delta", "replica");
        river.sql("create table drops (id int primary key, body text)");
        delta.sql("create table drops (id int primary key, body text)");
        Installation installation = world.installation();
        JsonNode made = installation.post(
                "/api/replication/streams?wait=30",
                Map.of(
                        "sourceId",
                                installation
                                        .named("/api/databases", "items", "river")
                                        .path("id")
                                        .asText(),
                        "targetId",
                                installation
                                        .named("/api/databases", "items", "delta")
                                        .path("id")
                                        .asText(),
                        "name", "flood",
                        "publication", Map.of("tables", List.of(Map.of("name", "drops")))));
        assertThat(made.path("status").asText()).as("%s", made).isEqualTo("succeeded");
        delta.sql("alter subscription flood disable");
        river.sql("insert into drops select n, repeat(md5(n::text), 32) from generate_series(1, 3000) n");
        await("it is known to be behind").atMost(Installation.BOUND).until(() -> {
            stream = installation
                    .named("/api/topology", "streams", "flood")
                    .path("id")
                    .asText();
            return !stream.isEmpty() && farthestBehind(installation) > WARNED_OF;
        });
    }

    private static long farthestBehind(Installation installation) throws Exception {
        return installation
                .get("/api/replication/streams/" + stream + "/metrics")
                .path("buckets")
                .valueStream()
                .mapToLong(bucket -> bucket.at("/lagBytes/max").asLong())
                .max()
                .orElse(0);
    }

    private Visit visit() {
        var visit = chromium.visit(world.installation()).onTheMap();
        visit.open("/streams/" + stream);
        assertThat(chart(visit).locator("canvas")).isVisible();
        return visit;
    }

    private static Locator chart(Visit visit) {
        return visit.page().locator("#lag-bytes");
    }

    /** The line of the legend that has these words. */
    private static Locator legend(Visit visit, String words) {
        return chart(visit).locator(".u-legend .u-series").filter(new Locator.FilterOptions().setHasText(words));
    }

    private static Request asks(Visit visit, Runnable act) {
        return visit.page().waitForRequest(request -> request.url().contains("/metrics?"), act);
    }

    /** With the mouse, at a part of the width. */
    private static void lookCloser(Visit visit, double from, double to) {
        BoundingBox place = chart(visit).locator(".u-over").boundingBox();
        visit.page().mouse().move(place.x + place.width * from, place.y + 30);
        visit.page().mouse().down();
        visit.page().mouse().move(place.x + place.width * to, place.y + 40);
        visit.page().mouse().up();
    }

    /** Of the time that is asked for. */
    private static Duration length(Request request) {
        return Duration.between(moment(request, "from"), moment(request, "to"));
    }

    private static Instant moment(Request request, String name) {
        return Arrays.stream(URI.create(request.url()).getRawQuery().split("&", -1))
                .filter(each -> each.startsWith(name + "="))
                .map(each -> URLDecoder.decode(each.substring(name.length() + 1), StandardCharsets.UTF_8))
                .map(Instant::parse)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "15 min, 15min, PT15M",
        "6 h, 6h, PT6H",
        "1 d, 1d, PT24H",
        "7 d, 7d, P7D",
        "30 d, 30d, P30D",
        "90 d, 90d, P90D"
    })
    void ranges_from_a_quarter_of_an_hour_to_90_days_are_asked_for_and_stay_in_the_address(
            String words, String key, Duration length) {
        try (var visit = visit()) {
            Request asked = asks(visit, () -> visit.button(words).click());
            assertThat(length(asked)).isEqualTo(length);
            assertThat(visit.button(words)).hasAttribute("aria-pressed", "true");
            assertThat(visit.button("1 h")).hasAttribute("aria-pressed", "false");
            assertThat(visit.page()).hasURL(Pattern.compile("\\?range=" + key + "$"));

            Request again = asks(visit, () -> visit.page().reload());
            assertThat(length(again)).isEqualTo(length);
            assertThat(chart(visit).locator("canvas")).isVisible();
            assertThat(visit.button(words)).hasAttribute("aria-pressed", "true");
            visit.hadNoComplaints();
        }
    }

    @Test
    void a_part_is_looked_at_closely_with_the_mouse_and_the_whole_again() {
        try (var visit = visit()) {
            Request closer = asks(visit, () -> lookCloser(visit, 0.25, 0.75));
            assertThat(length(closer).toSeconds()).isCloseTo(1800L, within(60L));
            assertThat(visit.button("1 h")).hasAttribute("aria-pressed", "false");
            assertThat(chart(visit).locator("..")).not().containsText(", now ");

            Request whole =
                    asks(visit, () -> visit.button("Show the whole range again").click());
            assertThat(length(whole)).isEqualTo(Duration.ofHours(1));
            assertThat(visit.button("1 h")).hasAttribute("aria-pressed", "true");
            assertThat(visit.button("Show the whole range again")).hasCount(0);
            assertThat(chart(visit).locator("..")).containsText(Pattern.compile(", now \\d.* MB, warned of"));
            visit.hadNoComplaints();
        }
    }

    @Test
    void what_was_seen_once_is_a_point_in_a_long_range() {
        try (var visit = visit()) {
            asks(visit, () -> visit.button("90 d").click());
            await("a point is drawn")
                    .until(() -> (int) chart(visit).locator("canvas").evaluate(DOTS, "flow") > 5);
            visit.hadNoComplaints();
        }
    }

    @Test
    void thresholds_are_drawn_where_they_are_near_and_told_of_where_they_are_far() {
        try (var visit = visit()) {
            assertThat(chart(visit).locator("..")).containsText("warned of from 1.0 MB");
            assertThat(legend(visit, "Warned of, if it is late")).not().hasClass(Pattern.compile("is-told"));
            await("its line is drawn")
                    .until(() -> (int) chart(visit).locator("canvas").evaluate(DOTS, "warn") > 100);
            assertThat(visit.page().locator("#wal-kept .is-told")).containsText("Warned of: from 10.0 GB, far above");
            assertThat((int) visit.page().locator("#wal-kept canvas").evaluate(DOTS, "warn"))
                    .isZero();
            visit.hadNoComplaints();
        }
    }

    @Test
    void values_are_told_where_the_mouse_is() throws Exception {
        try (var visit = visit()) {
            Response shown = visit.page()
                    .waitForResponse(
                            response -> response.url().contains("/metrics?"),
                            () -> visit.button("15 min").click());
            Instant from = moment(shown.request(), "from");
            Instant known = Instant.parse(new ObjectMapper()
                    .readTree(shown.text())
                    .at("/buckets")
                    .valueStream()
                    .toList()
                    .getLast()
                    .path("at")
                    .asText());
            double share = (double) Duration.between(from, known).toMillis()
                    / Duration.ofMinutes(15).toMillis();
            BoundingBox place = chart(visit).locator(".u-over").boundingBox();
            double middle = place.y + place.height / 2;

            visit.page().mouse().move(place.x + place.width * share, middle);
            assertThat(value(visit, "Most")).hasText(Pattern.compile("^\\d.* MB$"));
            assertThat(value(visit, "Warned of, if it is late")).hasText("1.0 MB");
            assertThat(value(visit, "Time")).hasText(Pattern.compile("\\d\\d:\\d\\d:\\d\\d$"));
            assertThat(visit.page().locator("#wal-kept .u-legend .u-value").nth(1))
                    .hasText(Pattern.compile("^\\d.* MB$"));

            visit.page().mouse().move(place.x + 2, middle);
            assertThat(value(visit, "Most")).hasText("–");
            assertThat(value(visit, "Warned of, if it is late")).hasText("1.0 MB");
            visit.hadNoComplaints();
        }
    }

    private static Locator value(Visit visit, String words) {
        return legend(visit, words).locator(".u-value");
    }
}

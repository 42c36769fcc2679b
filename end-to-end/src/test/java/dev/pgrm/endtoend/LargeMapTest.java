package dev.pgrm.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.logging.Logger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page with 1,000 databases and 2,000 streams, of which 1,000 each are different at once. */
@Tag("bench")
@ThroughTheBrowser
class LargeMapTest {
    private static final Logger LOG = Logger.getLogger(LargeMapTest.class.getName());
    private static final int DELTAS = 5;
    private static final double LIMIT = 100;

    private final Chromium chromium;
    private final World world;

    LargeMapTest(Chromium chromium, World world) {
        this.chromium = chromium;
        this.world = world;
    }

    @ParameterizedTest
    @ValueSource(strings = {"table", "map"})
    void no_task_of_the_main_thread_takes_long_for_a_delta(String view) throws IOException {
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            visit.page().addInitScript(largeFleet());
            visit.open("/?view=" + view);
            visit.page()
                    .waitForFunction("() => document.querySelectorAll('.stream-label').length === 2000"
                            + " || document.querySelectorAll('tbody tr').length === 600");
            Browser browser = Objects.requireNonNull(visit.page().context().browser());

            browser.startTracing(
                    visit.page(),
                    new Browser.StartTracingOptions().setCategories(List.of("toplevel", "devtools.timeline")));
            Object walls = visit.page().evaluate("count => window.deltas(count)", DELTAS);
            double longest = longestTask(new ObjectMapper().readTree(browser.stopTracing()));

            LOG.info(() -> view + ": longest task " + Math.round(longest)
                    + " ms of processor time; by the clock, in each of " + DELTAS + " deltas, " + walls + " ms");
            assertThat(longest).isPositive().isLessThan(LIMIT);
            visit.hadNoComplaints();
        }
    }

    private static String largeFleet() throws IOException {
        try (InputStream script = Objects.requireNonNull(LargeMapTest.class.getResourceAsStream("large-fleet.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** In milliseconds of the processor, on the thread that ran most of the page's scripts: others may keep this machine busy. */
    private static double longestTask(JsonNode trace) {
        List<JsonNode> events = StreamSupport.stream(trace.path("traceEvents").spliterator(), false)
                .toList();
        JsonNode script = events.stream()
                .filter(event -> event.path("name").asText().equals("FunctionCall")
                        && event.at("/args/data/url").asText().contains("/assets/topology"))
                .findFirst()
                .orElseThrow();
        return events.stream()
                .filter(event -> event.path("tid").equals(script.path("tid"))
                        && event.path("pid").equals(script.path("pid"))
                        && event.path("name").asText().contains("RunTask"))
                .mapToDouble(event -> event.path("tdur").asDouble() / 1000)
                .max()
                .orElse(0);
    }
}

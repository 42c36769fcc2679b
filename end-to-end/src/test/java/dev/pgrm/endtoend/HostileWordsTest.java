package dev.pgrm.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import dev.pgrm.devkit.postgres.PostgresServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever somebody wrote into a field, and whatever a server says, is text on every page. */
@ThroughTheBrowser
class HostileWordsTest {
    private static final String DATABASE = "<img src=x onerror=alert(1)>\"'`{{7*7}}${7*7}";
    private static final String ENVIRONMENT = "\"><svg onload=alert(2)>";
    private static final String KEY = "'-alert(3)-' onmouseover='alert(3)";
    private static final String VALUE = "</title></script><script>alert(4)</script>";
    private static final String NETWORK = "javascript:alert(5)//<b>";
    private static final String NOTES = "&lt;i&gt;<iframe srcdoc='<script>parent.alert(6)</script>'></iframe>\n]]><!--";

    /** Elements and attributes that only these words would bring. */
    private static final String BROUGHT_IN =
            "img[src='x'], [onload], [onerror], [onmouseover], iframe, b, i, a[href^='javascript:'], script:not([src])";

    private final Chromium chromium;
    private final World world;

    @BeforeAll
    static void open(World world) throws Exception {
        PostgresServer server = world.fleet().server("orders");
        var body = new HashMap<String, Object>(Map.of(
                "name",
                "tampered",
                "host",
                server.host(),
                "port",
                server.port(),
                "database",
                DATABASE,
                "environment",
                ENVIRONMENT,
                "tlsMode",
                "disable",
                "credentials",
                "file:monitor",
                "tags",
                Map.of(KEY, VALUE),
                "vpcId",
                NETWORK,
                "notes",
                NOTES));
        body.put("subnetIds", List.of(NETWORK));
        world.installation().client().register(body);
        await("that no such database is told of")
                .atMost(Installation.BOUND)
                .until(() ->
                        tampered(world).path("error").path("message").asText().contains(DATABASE));
    }

    HostileWordsTest(Chromium chromium, World world) {
        this.chromium = chromium;
        this.world = world;
    }

    private static JsonNode tampered(World world) throws Exception {
        return world.installation().named("/api/topology", "nodes", "tampered");
    }

    private static void assertPlain(Page page, String... shown) {
        for (String each : shown) {
            assertThat(page.locator("main")).containsText(each.replace('\n', ' '));
        }
        assertThat((int) page.evaluate("selector => document.querySelectorAll(selector).length", BROUGHT_IN))
                .as(page.url())
                .isZero();
    }

    @Test
    void are_text_wherever_they_are_shown() throws Exception {
        String id = tampered(world).path("id").asText();
        try (var visit = chromium.visit(world.installation()).onTheMap()) {
            Page page = visit.page();
            visit.awaitOnMap("^tampered .*database");
            assertPlain(page, DATABASE);
            page.locator("summary:has-text('Filter')").click();
            assertPlain(page, ENVIRONMENT);
            page.keyboard().press("Escape");
            visit.onMap("^tampered .*database").click();
            page.locator("#details h2").waitFor();
            assertPlain(page, DATABASE);
            visit.open("/?group=environment&view=map");
            visit.awaitPhase("live");
            visit.onMap("<svg onload=alert").first().waitFor();
            assertPlain(page);
            visit.open("/?view=table");
            page.locator("table").first().waitFor();
            assertPlain(page, DATABASE);

            visit.open("/dashboard");
            assertPlain(page, DATABASE);
            visit.open("/databases");
            assertPlain(page, "tampered");
            visit.open("/databases/" + id);
            assertThat(page.locator("#database")).hasValue(DATABASE);
            assertThat(page.locator("#notes")).hasValue(NOTES);
            assertThat(page.locator("#tags")).hasValue(Pattern.compile("<script>alert.4.</script>"));
            visit.button("Test the connection").click();
            assertPlain(page, DATABASE);
            visit.open("/streams/new?source=" + id);
            assertPlain(page, "tampered");

            visit.open("/databases/" + id);
            visit.button("Take out…").click();
            page.locator("dialog #confirm").fill("tampered");
            page.locator("dialog").getByText("Take it out").click();
            visit.awaitAddress("/databases");
            visit.hadNoComplaints("status of 409");
        }
    }
}

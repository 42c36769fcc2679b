package dev.pgrm.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A tablet held upright. */
@ThroughTheBrowser
class TabletTest {
    private static final int WIDTH = 820;

    private final Chromium chromium;
    private final World world;

    TabletTest(Chromium chromium, World world) {
        this.chromium = chromium;
        this.world = world;
    }

    private Visit visit() {
        var visit = chromium.visit(world.installation());
        visit.page().setViewportSize(WIDTH, 1180);
        return visit;
    }

    private static void fits(Visit visit, String what) {
        assertThat((int) visit.page().evaluate("document.documentElement.scrollWidth"))
                .as(what)
                .isLessThanOrEqualTo(WIDTH);
    }

    private static void isInSight(Locator part) {
        assertThat(part).isVisible();
        BoundingBox box = part.boundingBox();
        assertThat(box.x).as("%s", part).isNotNegative();
        assertThat(box.x + box.width).as("%s", part).isLessThanOrEqualTo(WIDTH);
    }

    @Test
    void no_page_is_wider_than_the_screen() throws Exception {
        var paths = new ArrayList<>(List.of("/?view=map", "/?view=table"));
        paths.addAll(world.pages());
        try (var visit = visit()) {
            visit.open("/login");
            fits(visit, "/login");
            visit.onTheMap();
            for (String path : paths) {
                visit.open(path);
                visit.awaitPhase("live");
                visit.page().locator("#content").waitFor();
                fits(visit, path);
            }
            visit.open("/docs");
            assertThat(visit.page().getByText("/api/topology").first()).isVisible();
            fits(visit, "/docs");
            visit.open("/nowhere");
            fits(visit, "/nowhere");
            visit.hadNoComplaints("status of 404");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/dashboard", "/docs"})
    void every_link_and_the_account_are_within_reach(String path) {
        try (var visit = visit()) {
            visit.onTheMap();
            visit.open(path);
            for (Locator link : visit.page().locator(".nav-link").all()) {
                isInSight(link);
            }
            assertThat((boolean) visit.page().evaluate("""
                            () => {
                                const nav = document.querySelector('.nav');
                                return nav.scrollWidth <= nav.clientWidth;
                            }"""))
                    .as("nothing of the links is cut off")
                    .isTrue();
            visit.page().getByLabel("Account of key").click();
            isInSight(visit.button("Sign out"));
            visit.page().keyboard().press("Escape");
            visit.page().getByLabel("Main").getByText("Slots").click();
            visit.awaitAddress("/slots");
            assertThat(visit.page().locator("h1")).hasText("Slots");
            visit.hadNoComplaints();
        }
    }
}

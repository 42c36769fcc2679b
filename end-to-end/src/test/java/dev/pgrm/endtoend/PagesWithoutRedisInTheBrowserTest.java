package dev.pgrm.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.pgrm.devkit.redis.RedisServer;
import org.junit.jupiter.api.Test;

/** A person at pages while Redis, through which monitors report and where sessions are kept, does not answer. */
@ThroughTheBrowser
class PagesWithoutRedisInTheBrowserTest {
    private final Chromium chromium;
    private final World world;

    PagesWithoutRedisInTheBrowserTest(Chromium chromium, World world) {
        this.chromium = chromium;
        this.world = world;
    }

    @Test
    void the_map_tells_that_nobody_is_watching_and_a_page_that_cannot_be_given_opens_by_itself_later() {
        RedisServer redis = world.installation().services().redis();
        try (var open = chromium.visit(world.installation()).onTheMap();
                var opening = chromium.visit(world.installation()).onTheMap()) {
            open.awaitOnMap("^reports .*database, connected");

            redis.freeze();
            opening.open("/slots");
            assertThat(opening.page().getByRole(AriaRole.HEADING)).hasText("Service Unavailable");
            assertThat(opening.page().locator("main")).containsText("Redis cannot be reached");
            open.awaitOnMap("^reports .*database, not watched");
            assertThat(open.page().locator("#overview")).containsText("Nobody is watching");
            assertThat(open.page().locator("#problems .problem")).hasCount(1);

            redis.thaw();
            open.awaitOnMap("^reports .*database, connected");
            assertThat(opening.page()
                            .getByRole(
                                    AriaRole.HEADING,
                                    new Page.GetByRoleOptions().setName("Slots").setLevel(1)))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(Visit.BOUND));
            open.hadNoComplaints();
            opening.hadNoComplaints("503");
        } finally {
            redis.thaw();
        }
    }
}

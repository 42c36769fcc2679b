package dev.pgrm.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** A person at a browser, and what the browser complained of meanwhile: script errors, refusals by the content security policy. */
final class Visit implements AutoCloseable {
    static final double BOUND = 60_000;

    /** Each violation as one line: the rule, and the first place where it is broken. */
    private static final String AXE = """
            async () => {
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
              const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
              return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html} ${nodes[0].failureSummary}`);
            }""";

    private final Installation installation;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> navigations = new CopyOnWriteArrayList<>();

    Visit(Installation installation, Page page) {
        this.installation = installation;
        this.page = page;
        page.setDefaultTimeout(BOUND);
        page.setDefaultNavigationTimeout(BOUND);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onDialog(dialog -> complaints.add("a dialog of a script: " + dialog.message()));
        page.onFrameNavigated(frame -> navigations.add(frame.url()));
    }

    /** For what a server has to do first. */
    static LocatorAssertions.ContainsTextOptions patiently() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(BOUND);
    }

    Page page() {
        return page;
    }

    /** By its whole name. */
    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** The same in the dialog that is open. */
    Locator inDialog(String name) {
        return page.locator("dialog")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    void open(String path) {
        page.navigate(installation.url(path));
    }

    void enterKey(String key) {
        page.getByLabel("Auth key").fill(key);
        button("Sign in").click();
    }

    /** Signed in, on the map, with a live connection. */
    Visit onTheMap() {
        open("/");
        enterKey(Installation.KEY);
        awaitPhase("live");
        return this;
    }

    void awaitPhase(String phase) {
        assertThat(page.locator("#live-state"))
                .hasAttribute("data-phase", phase, new LocatorAssertions.HasAttributeOptions().setTimeout(BOUND));
    }

    /** What can be picked on the map, by the words in which it is read out. */
    Locator onMap(String words) {
        return page.locator("svg.map")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile(words)));
    }

    void awaitOnMap(String words) {
        assertThat(onMap(words)).hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(BOUND));
    }

    /** Looks at every frame that is drawn, for those who count what happens until then. */
    void awaitDrawn(String words) {
        page.waitForFunction("""
                words => [...document.querySelectorAll('svg.map [role=button]')]
                  .some((thing) => new RegExp(words).test(thing.getAttribute('aria-label')))""", words);
    }

    void awaitAddress(String path) {
        page.waitForURL(installation.url(path), new Page.WaitForURLOptions().setTimeout(BOUND));
    }

    /** @param what is shown, for who reads of a violation */
    void keepsWcag(String what) throws IOException {
        page.evaluate(Files.readString(Installation.file("webui/node_modules/axe-core/axe.min.js")));
        assertThat((List<?>) page.evaluate(AXE)).as(what).isEmpty();
    }

    void keepsWcagInBothThemes(String what) throws IOException {
        for (ColorScheme theme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
            keepsWcag(what + ", " + theme);
        }
    }

    int navigations() {
        return navigations.size();
    }

    /** But for those that the test itself brought about. */
    void hadNoComplaints(String... expected) {
        assertThat(complaints)
                .filteredOn(complaint -> List.of(expected).stream().noneMatch(complaint::contains))
                .isEmpty();
    }

    @Override
    public void close() {
        page.context().close();
    }
}

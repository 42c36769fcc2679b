package dev.pgrm.endtoend;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own Chromium, without a window and without a word to its makers. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() {
        // The library's own five seconds are too short where others keep the machine busy.
        PlaywrightAssertions.setDefaultAssertionTimeout(Visit.BOUND);
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var options = new BrowserType.LaunchOptions()
                .setExecutablePath(program().orElseThrow())
                .setArgs(List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync"));
        return new Chromium(playwright, playwright.chromium().launch(options));
    }

    /** Where it is, if it is on this machine. */
    static Optional<Path> program() {
        String chosen = System.getenv("PGRM_CHROMIUM");
        if (chosen != null) {
            return Optional.of(Path.of(chosen));
        }
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Nobody is signed in there, and nothing is stored. The clipboard may be read, to see what was copied. */
    Visit visit(Installation installation) {
        var options = new Browser.NewContextOptions()
                .setViewportSize(1440, 900)
                .setDeviceScaleFactor(1)
                .setPermissions(List.of("clipboard-read", "clipboard-write"));
        return new Visit(installation, browser.newContext(options).newPage());
    }

    @Override
    public void close() {
        Stream.<AutoCloseable>of(browser, playwright).forEach(Chromium::close);
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException("The browser could not be closed", e);
        }
    }
}

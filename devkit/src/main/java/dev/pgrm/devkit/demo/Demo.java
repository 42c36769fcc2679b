package dev.pgrm.devkit.demo;

import dev.pgrm.devkit.aws.AwsEndpoint;
import dev.pgrm.devkit.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/** The commands {@code demo}, {@code run} and {@code dev-services} of bin/pgrm. */
public final class Demo {
    private static final int USAGE = 2;

    private Demo() {}

    public static void main(String[] args) throws Exception {
        var console = new Console(Clock.systemUTC());
        Path home = Path.of(System.getProperty("pgrm.home", ".")).toAbsolutePath();
        switch (args.length == 0 ? "" : args[0]) {
            case "demo" -> demo(console, home);
            case "run" -> run(console, home);
            case "dev-services" -> devServices(console, home);
            default -> {
                console.plain("usage: pgrm demo | run | dev-services");
                System.exit(USAGE);
            }
        }
    }

    /** Everything throw-away, with a fleet to look at. */
    private static void demo(Console console, Path home) throws Exception {
        var cleanUp = new CleanUp();
        console.progress("starting the demo: embedded store, Redis, AWS endpoint, and a fleet of PostgreSQL servers");
        var aws = cleanUp.add(AwsEndpoint.start());
        var services = cleanUp.add(Services.temporary());
        console.progress("the store and Redis run");
        Path databasesFile = Folders.temporary("databases").resolve("databases.yml");
        var environment = DemoFleet.environment(aws, databasesFile);
        var manager = cleanUp.add(Manager.start(home, services, AuthKeys.fresh(), environment));
        var fleet = cleanUp.add(DemoFleet.start(aws, databasesFile, console::progress));
        console.progress("the fleet runs");
        manager.awaitReady();
        console.progress("the API and two monitors run");
        fleet.register(manager.client(), aws, services.secrets());
        manager.awaitWatched(fleet.registered());
        fleet.breakWhatIsToBeBroken();
        console.progress("the fleet is registered and watched");
        console.plain(manager.welcome() + fleet.hints(manager.address())
                + "\nCtrl-C stops everything and leaves nothing behind.\n");
        waitForEver();
    }

    /** The single-machine default: data and key stay in .pgrm/. */
    private static void run(Console console, Path home) throws Exception {
        Path data = dataFolder(home);
        var cleanUp = new CleanUp();
        console.progress("starting the store and Redis; their data is in " + data);
        var services = cleanUp.add(Services.keptIn(data));
        var manager = cleanUp.add(Manager.start(home, services, AuthKeys.keptIn(data), System.getenv()));
        manager.awaitReady();
        console.plain(manager.welcome() + "\nSecrets for file: references are read from " + services.secrets()
                + "\nCtrl-C stops it; the data stays.\n");
        waitForEver();
    }

    /** What the two programs need, for whoever starts them from an IDE or by make run-api and run-monitor. */
    private static void devServices(Console console, Path home) throws Exception {
        Path data = dataFolder(home);
        var cleanUp = new CleanUp();
        var services = cleanUp.add(Services.keptIn(data));
        var variables = new StringBuilder();
        var environment = new TreeMap<>(services.environment());
        environment.put("AUTH_KEY", AuthKeys.keptIn(data));
        environment.forEach((name, value) -> variables
                .append("export ")
                .append(name)
                .append("='")
                .append(value)
                .append("'\n"));
        Path file = data.resolve("dev.env");
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, variables);
        // Whoever reads it later would wait for servers that are gone.
        AutoCloseable removal = () -> Files.deleteIfExists(file);
        cleanUp.add(removal);
        console.plain("The store and Redis run. Use them with\n  . " + file + "\nCtrl-C stops them; the data stays.");
        waitForEver();
    }

    private static Path dataFolder(Path home) throws IOException {
        String chosen = System.getenv("PGRM_DATA_DIR");
        Path data = chosen == null || chosen.isBlank()
                ? home.resolve(".pgrm")
                : Path.of(chosen).toAbsolutePath();
        return Files.createDirectories(data);
    }

    private static void waitForEver() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}

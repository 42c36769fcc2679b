package dev.pgrm.devkit.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** The commands of the scripts in {@code benchmarks}. */
public final class Bench {
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private Bench() {}

    public static void main(String[] args) throws Exception {
        Path home = Path.of(System.getProperty("pgrm.home", ".")).toAbsolutePath();
        switch (args.length == 0 ? "" : args[0]) {
            case "databases" -> ManyDatabases.measure(home, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            case "takeover" -> Takeover.measure(home, Integer.parseInt(args[1]));
            case "breakage" ->
                Breakage.measure(
                        home,
                        Integer.parseInt(args[1]),
                        args.length > 2 ? Set.of(args[2]) : Set.of("disabled", "closed", "error", "hole"));
            case "browser" -> Browsers.measure(home, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            case "served" -> Served.measure(home, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            default -> {
                tell(
                        "usage: databases NUMBER SERVERS | takeover ROUNDS | breakage ROUNDS [disabled | closed | error | hole] | browser CLIENTS SECONDS | served DATABASES ROUNDS");
                System.exit(2);
            }
        }
        System.exit(0);
    }

    static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    static void tell(String text) {
        OUT.println(text);
    }

    /** Median, 99th percentile and longest of some times. */
    static String spread(double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        return String.format(
                Locale.ROOT,
                "median %.0f ms, 99th percentile %.0f ms, longest %.0f ms, of %d",
                sorted[last / 2],
                sorted[(int) Math.ceil(last * 0.99)],
                sorted[last],
                sorted.length);
    }
}

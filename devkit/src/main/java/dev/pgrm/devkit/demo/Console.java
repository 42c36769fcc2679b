package dev.pgrm.devkit.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Says on standard output what is going on, with the seconds since the start. */
final class Console {
    private final PrintStream out =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final Clock clock;
    private final Instant start;

    Console(Clock clock) {
        this.clock = clock;
        this.start = clock.instant();
    }

    void progress(String text) {
        double seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
        out.println(String.format(Locale.ROOT, "%6.1f s  %s", seconds, text));
    }

    void plain(String text) {
        out.println(text);
    }
}

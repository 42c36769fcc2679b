package dev.pgrm.devkit.postgres;

import dev.pgrm.devkit.process.Await;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The server's own log, read anew at each call. A line reads {@code time [pid] backend-type application user@database LEVEL:  message}. */
public final class ServerLog {
    private final Supplier<List<String>> source;
    private final int from;

    public ServerLog(Supplier<List<String>> source) {
        this(source, 0);
    }

    private ServerLog(Supplier<List<String>> source, int from) {
        this.source = source;
        this.from = from;
    }

    public List<String> lines() {
        var all = source.get();
        return all.subList(Math.min(from, all.size()), all.size());
    }

    /** The log as of now on: take it before the act whose traces you await. */
    public ServerLog fromHere() {
        return new ServerLog(source, source.get().size());
    }

    public Optional<String> find(Predicate<String> wanted) {
        return lines().stream().filter(wanted).findFirst();
    }

    /** The first line that contains {@code part}. */
    public String awaitLine(String part) {
        return awaitLine(part, Duration.ofSeconds(30));
    }

    public String awaitLine(String part, Duration bound) {
        Await.until(() -> "a log line with \"" + part + "\"", bound, () -> contains(part));
        return find(line -> line.contains(part)).orElseThrow();
    }

    public boolean contains(String part) {
        return find(line -> line.contains(part)).isPresent();
    }
}

package dev.pgrm.devkit.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The other half of this JVM: a small shell process that outlives it, to stop its servers and remove its folders however it ended. A shutdown hook would not survive {@code kill -9}.
 */
public final class Watchdog {
    /** How long a server may take to stop before it is killed. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final OutputStream orders;

    Watchdog(Duration grace) {
        try {
            var script = Files.createTempFile("pgrm-watchdog", ".sh");
            try (InputStream source = Objects.requireNonNull(Watchdog.class.getResourceAsStream("watchdog.sh"))) {
                Files.write(script, source.readAllBytes());
            }
            var command = new ArrayList<>(OwnSession.prefix());
            command.addAll(List.of("/bin/sh", script.toString(), Long.toString(grace.toSeconds())));
            orders = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start()
                    .getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException("The watchdog that stops servers after this JVM could not be started", e);
        }
    }

    private static final class OfThisJvm {
        static final Watchdog INSTANCE = new Watchdog(GRACE);
    }

    public static Watchdog ofThisJvm() {
        return OfThisJvm.INSTANCE;
    }

    /** Ends the process with {@code signal}, and with KILL if that does not do. */
    public void guard(long pid, String signal) {
        tell("process " + pid + " " + signal);
    }

    /** Ends whichever PostgreSQL runs on the data directory by then, also one that a human restarted. */
    public void guardData(Path dataDirectory) {
        tell("data " + dataDirectory);
    }

    public void removeAtEnd(Path folder) {
        tell("folder " + folder);
    }

    public void forget(long pid) {
        tell("forget process " + pid);
    }

    public void forgetData(Path dataDirectory) {
        tell("forget data " + dataDirectory);
    }

    public void forgetFolder(Path folder) {
        tell("forget folder " + folder);
    }

    /** What the end of the JVM does. */
    void endOfInput() throws IOException {
        orders.close();
    }

    private synchronized void tell(String line) {
        if (line.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("A path with a line break cannot be guarded: " + line);
        }
        try {
            orders.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The watchdog is gone; servers started now would outlive this JVM", e);
        }
    }
}

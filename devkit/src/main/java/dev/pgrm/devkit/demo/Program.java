package dev.pgrm.devkit.demo;

import dev.pgrm.devkit.process.Watchdog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One of the programs as it is shipped, in a process of its own, writing its log to a file. */
public final class Program implements AutoCloseable {
    private static final Duration TO_STOP = Duration.ofSeconds(10);

    private final String name;
    private final Path log;
    private final Process process;

    private Program(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    public static Program start(Path home, String command, Path log, Map<String, String> environment)
            throws IOException {
        var builder = new ProcessBuilder(List.of(home.resolve("bin/pgrm").toString(), command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        // The launcher replaces itself by the JVM, so this is the JVM's own id.
        Watchdog.ofThisJvm().guard(process.pid(), "TERM");
        return new Program(command, log, process);
    }

    public long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** A program that ended by itself will never be ready. */
    public void requireAlive() {
        if (!isAlive()) {
            throw new IllegalStateException(
                    "pgrm " + name + " ended with code " + process.exitValue() + "; its log is " + log);
        }
    }

    /** As a power cut would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        Watchdog.ofThisJvm().forget(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(TO_STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Watchdog.ofThisJvm().forget(process.pid());
    }
}

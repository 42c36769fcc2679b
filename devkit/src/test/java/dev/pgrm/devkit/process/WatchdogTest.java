package dev.pgrm.devkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogTest {
    @TempDir
    Path folder;

    @Test
    void ends_what_it_guards_and_leaves_what_it_was_told_to_forget() throws IOException {
        var guarded = sleeper();
        var stubborn = new ProcessBuilder("/bin/sh", "-c", "trap '' TERM; exec sleep 600").start();
        var stopped = sleeper();
        var forgotten = sleeper();
        var removed = folder.resolve("to be removed");
        Files.createDirectories(removed.resolve("inner"));
        try {
            var watchdog = new Watchdog(Duration.ofSeconds(1));
            watchdog.removeAtEnd(removed);
            for (var process : List.of(guarded, stubborn, stopped, forgotten)) {
                watchdog.guard(process.pid(), "TERM");
            }
            Signals.send("STOP", List.of(stopped.pid()));
            watchdog.forget(forgotten.pid());
            watchdog.endOfInput();

            await().atMost(Duration.ofSeconds(30)).until(() -> !Files.exists(removed));
            assertThat(List.of(guarded, stubborn, stopped)).noneMatch(Process::isAlive);
            assertThat(forgotten.isAlive()).isTrue();
        } finally {
            List.of(guarded, stubborn, stopped, forgotten).forEach(Process::destroyForcibly);
        }
    }

    private static Process sleeper() throws IOException {
        return new ProcessBuilder("sleep", "600").start();
    }
}

package dev.pgrm.devkit.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A note of which process works on a folder, for the next JVM; the start time tells it from a later process of the same number. */
public record ProcessNote(Path file) {
    /** Each JVM reckons start times from its own reading of when the machine started. */
    private static final Duration RECKONING = Duration.ofSeconds(5);

    public void write(ProcessHandle process) throws IOException {
        Files.write(file, List.of(Long.toString(process.pid()), started(process).toString()));
    }

    public Optional<ProcessHandle> living() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file);
        var noted = Instant.parse(lines.getLast());
        return ProcessHandle.of(Long.parseLong(lines.getFirst()))
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        Duration.between(started(process), noted).abs().compareTo(RECKONING) < 0);
    }

    private static Instant started(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}

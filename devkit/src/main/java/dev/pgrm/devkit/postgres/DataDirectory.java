package dev.pgrm.devkit.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A data directory, and what its {@code postmaster.pid} says about the server that runs on it, whoever started that. */
record DataDirectory(Path path) {
    private static final Duration CLOCK_ROUNDING = Duration.ofSeconds(5);
    private static final int START_TIME = 2;
    private static final int STATUS = 7;

    boolean initialised() {
        return Files.exists(path.resolve("PG_VERSION"));
    }

    /** The process that runs here, if it is the one that wrote the file: after a crash its number may belong to another. */
    Optional<ProcessHandle> postmaster() {
        var lines = pidFile();
        if (lines.size() <= START_TIME) {
            return Optional.empty();
        }
        var written = Instant.ofEpochSecond(Long.parseLong(lines.get(START_TIME).trim()));
        return ProcessHandle.of(Long.parseLong(lines.getFirst().trim()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .startInstant()
                        .map(started -> Duration.between(started, written).abs().compareTo(CLOCK_ROUNDING) < 0)
                        .orElse(true));
    }

    boolean readyUnder(long pid) {
        var lines = pidFile();
        return lines.size() > STATUS
                && lines.getFirst().trim().equals(Long.toString(pid))
                && lines.get(STATUS).trim().equals("ready");
    }

    void removeStalePidFile() throws IOException {
        if (postmaster().isEmpty()) {
            Files.deleteIfExists(path.resolve("postmaster.pid"));
        }
    }

    private List<String> pidFile() {
        try {
            return Files.readAllLines(path.resolve("postmaster.pid"));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

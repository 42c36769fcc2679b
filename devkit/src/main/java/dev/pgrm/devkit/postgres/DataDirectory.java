package dev.pgrm.devkit.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A data directory, and what its {@code postmaster.pid} says about the server that runs on it, whoever started that. */
record DataDirectory(Path path) {
    private static final int STATUS = 7;

    boolean initialised() {
        return Files.exists(path.resolve("PG_VERSION"));
    }

    /** The process that runs here, whoever started it. After a crash its number may belong to another, whose command line speaks of other things. */
    Optional<ProcessHandle> postmaster() {
        return pidFile().stream()
                .findFirst()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.trim())))
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        process.info().commandLine().map(this::namesThis).orElse(true));
    }

    private boolean namesThis(String commandLine) {
        return commandLine.contains(path.toString());
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

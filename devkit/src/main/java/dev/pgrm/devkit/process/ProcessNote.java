package dev.pgrm.devkit.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A note of which process works on a folder, for the next JVM; the start time tells it from a later process of the same number. */
public record ProcessNote(Path file) {
    public void write(ProcessHandle process) throws IOException {
        Files.write(file, List.of(Long.toString(process.pid()), started(process)));
    }

    public Optional<ProcessHandle> living() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file);
        return lines.size() < 2
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst()))
                        .filter(ProcessHandle::isAlive)
                        .filter(process -> started(process).equals(lines.get(1)));
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Object::toString).orElse("unknown");
    }
}

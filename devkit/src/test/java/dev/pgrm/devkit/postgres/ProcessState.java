package dev.pgrm.devkit.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An orphan whose new parent does not collect it remains as a zombie, which Java calls alive. */
final class ProcessState {
    private ProcessState() {}

    static boolean lives(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        var stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            return !Files.exists(stat) || !Files.readString(stat).contains(") Z ");
        } catch (IOException e) {
            return false;
        }
    }
}

package dev.pgrm.fleet.poll;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Processor time of server processes, in milliseconds, as Linux counts it: by hundredths of a second. */
final class ProcessorTime {
    private static final int MILLIS_PER_TICK = 10;

    private ProcessorTime() {}

    static long of(int pid) {
        List<String> fields = fields(pid);
        return ticks(fields, 11) + ticks(fields, 12);
    }

    /** Of all children of a process that have ended. */
    static long ofEndedChildren(int pid) {
        List<String> fields = fields(pid);
        return ticks(fields, 13) + ticks(fields, 14);
    }

    static int parent(int pid) {
        return Integer.parseInt(fields(pid).get(1));
    }

    private static long ticks(List<String> fields, int index) {
        return Long.parseLong(fields.get(index)) * MILLIS_PER_TICK;
    }

    /** Those after the name of the program, which may hold anything. */
    private static List<String> fields(int pid) {
        try {
            String all = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return List.of(all.substring(all.lastIndexOf(')') + 2).split(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.pgrm.devkit.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process has used by now, as Linux counts it. */
record ProcessCost(long nanos, double cpuSeconds, long residentMegabytes, long mostResidentMegabytes) {
    /** The kernel's unit for user space, on every platform of ours. */
    private static final double TICKS_PER_SECOND = 100;

    static ProcessCost of(long pid) throws IOException {
        Path folder = Path.of("/proc", Long.toString(pid));
        String stat = Files.readString(folder.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double ticks = Long.parseLong(fields[11]) + (double) Long.parseLong(fields[12]);
        String status = Files.readString(folder.resolve("status"));
        return new ProcessCost(
                System.nanoTime(), ticks / TICKS_PER_SECOND, megabytes(status, "VmRSS:"), megabytes(status, "VmHWM:"));
    }

    private static long megabytes(String status, String name) {
        return status.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** Percent of one core since then. */
    double coreSince(ProcessCost before) {
        return 100 * (cpuSeconds - before.cpuSeconds) / ((nanos - before.nanos) / 1e9);
    }
}

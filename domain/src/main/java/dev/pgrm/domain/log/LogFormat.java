package dev.pgrm.domain.log;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The three ways in which PostgreSQL writes its log into files, told by their names. */
public enum LogFormat {
    STDERR,
    CSV,
    JSON;

    public static LogFormat of(String file) {
        if (file.endsWith(".json")) {
            return JSON;
        }
        return file.endsWith(".csv") ? CSV : STDERR;
    }

    /**
     * @param prefix {@code log_line_prefix}
     * @param zone {@code log_timezone}
     */
    public LogReader reader(String prefix, String zone) {
        LogTime time = new LogTime(zone(zone));
        return switch (this) {
            case STDERR -> new StderrReader(prefix, time);
            case CSV -> new CsvReader(time);
            case JSON -> new JsonReader(time);
        };
    }

    /** PostgreSQL knows zones that Java does not; their logs name an offset or UTC more often than not. */
    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}

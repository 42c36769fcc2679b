package dev.pgrm.domain.log;

import java.time.Instant;
import java.util.List;

/** Reads text of a log, which may begin in the middle of a message and hold what nobody understands. */
public interface LogReader {
    /**
     * @param text whole lines
     * @param now stands in for a time that the log does not tell
     */
    Reading read(String text, Instant now);

    /**
     * @param lines how many of the lines were used up; a message that has not ended yet is left for the next time
     */
    record Reading(List<LogEntry> entries, int lines) {
        public Reading {
            entries = List.copyOf(entries);
        }
    }
}

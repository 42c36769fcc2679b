package dev.pgrm.domain.history;

import java.util.Arrays;
import java.util.List;

/** What figures are of. */
public enum Subject {
    STREAM,
    SLOT,
    SERVER;

    /** In the order in which they are written. */
    public List<Measure> measures() {
        return Arrays.stream(Measure.values())
                .filter(measure -> measure.subject() == this)
                .toList();
    }
}

package dev.pgrm.application.history;

import dev.pgrm.domain.history.Sample;
import java.time.Instant;
import java.util.List;

/** What is written down of one moment. */
public record Page(Instant at, List<Sample> samples, Changes changes) {
    public Page {
        samples = List.copyOf(samples);
    }
}

package dev.pgrm.domain.preflight;

import java.util.List;

/** @param taken there is a subscription of the name that is asked for */
public record TargetFacts(EndFacts end, boolean taken, List<TargetTable> tables) {
    public TargetFacts {
        tables = List.copyOf(tables);
    }
}

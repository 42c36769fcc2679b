package dev.pgrm.domain.stream;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the way of a stream, or will after it was made.
 *
 * @param findings all of them, the worst first
 * @param missing tables that the target lacks, with what makes them; looked for only where they are to be made
 */
public record Preflight(List<Finding> findings, @Nullable Estimate estimate, List<MissingTable> missing) {
    public Preflight {
        findings = List.copyOf(findings);
        missing = List.copyOf(missing);
    }

    public Preflight(List<Finding> findings, @Nullable Estimate estimate) {
        this(findings, estimate, List.of());
    }

    /** With what was found beside. */
    public Preflight with(List<Finding> more, List<MissingTable> tables) {
        return new Preflight(
                Stream.concat(findings.stream(), more.stream())
                        .sorted(Comparator.comparing(Finding::severity))
                        .toList(),
                estimate,
                tables);
    }

    public enum Severity {
        /** Making the stream would fail, or lose or mix up rows. */
        BLOCKER,
        WARNING,
        NOTE
    }

    /**
     * One thing.
     *
     * @param code stable, for programs
     * @param object what it is about, as people name it: a table, a setting, a role
     * @param fixSql statements that would mend it, each with the database it is for where that is not plain
     */
    public record Finding(
            Severity severity,
            String code,
            String object,
            String message,
            @Nullable String fixSql) {}

    /**
     * How much is copied first.
     *
     * @param seconds unknown where nothing tells how fast
     */
    public record Estimate(long bytes, @Nullable Double seconds) {}

    public boolean ok() {
        return findings.stream().noneMatch(finding -> finding.severity() == Severity.BLOCKER);
    }
}

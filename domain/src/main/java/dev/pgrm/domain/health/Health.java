package dev.pgrm.domain.health;

import dev.pgrm.domain.health.Finding.Severity;
import java.util.Comparator;
import java.util.List;

/**
 * How well a stream, a database or a server is.
 *
 * @param known whether it could be looked at; what is not seen is neither well nor ill
 * @param findings worst first
 */
public record Health(boolean known, List<Finding> findings) {
    public static final Health GOOD = new Health(true, List.of());
    public static final Health UNKNOWN = new Health(false, List.of());

    public Health {
        findings = findings.stream()
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .toList();
    }

    public enum Verdict {
        HEALTHY,
        WARNING,
        CRITICAL,
        UNKNOWN
    }

    public Verdict verdict() {
        Severity worst =
                findings.isEmpty() ? Severity.NOTE : findings.getFirst().severity();
        return switch (worst) {
            case CRITICAL -> Verdict.CRITICAL;
            case WARNING -> Verdict.WARNING;
            case NOTE -> known ? Verdict.HEALTHY : Verdict.UNKNOWN;
        };
    }
}

package dev.pgrm.api.stream;

import dev.pgrm.domain.Words;
import dev.pgrm.domain.stream.Preflight;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the way of a stream.
 *
 * @param ok nothing that would keep it from being made
 * @param findings all of them, the worst first
 */
@Serdeable
record PreflightBody(
        boolean ok, List<FindingBody> findings, @Nullable EstimateBody estimate) {

    /**
     * One thing.
     *
     * @param severity blocker, warning or note
     * @param code stable, for programs
     * @param object what it is about: a table, a setting, a role
     * @param fixSql statements that would mend it
     */
    @Serdeable
    record FindingBody(
            String severity,
            String code,
            String object,
            String message,
            @Nullable String fixSql) {}

    /**
     * How much is copied first.
     *
     * @param seconds how long that takes, as far as anything tells
     */
    @Serdeable
    record EstimateBody(long bytes, @Nullable Double seconds) {}

    static PreflightBody of(Preflight preflight) {
        Preflight.Estimate estimate = preflight.estimate();
        return new PreflightBody(
                preflight.ok(),
                preflight.findings().stream().map(PreflightBody::finding).toList(),
                estimate == null ? null : new EstimateBody(estimate.bytes(), estimate.seconds()));
    }

    private static FindingBody finding(Preflight.Finding finding) {
        return new FindingBody(
                Words.of(finding.severity()), finding.code(), finding.object(), finding.message(), finding.fixSql());
    }
}

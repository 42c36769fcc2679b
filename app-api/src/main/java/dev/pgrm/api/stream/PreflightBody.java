package dev.pgrm.api.stream;

import dev.pgrm.domain.Words;
import dev.pgrm.domain.stream.MissingTable;
import dev.pgrm.domain.stream.Preflight;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the way of a stream.
 *
 * @param ok nothing that would keep it from being made
 * @param findings all of them, the worst first
 * @param creates tables that createMissingTables would make on the target, with their statements
 */
@Serdeable
record PreflightBody(
        boolean ok, List<FindingBody> findings, @Nullable EstimateBody estimate, List<CreatedBody> creates) {

    /** A table that the target lacks. */
    @Serdeable
    record CreatedBody(String schema, String name, String sql) {}

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
                estimate == null ? null : new EstimateBody(estimate.bytes(), estimate.seconds()),
                preflight.missing().stream().map(PreflightBody::created).toList());
    }

    private static CreatedBody created(MissingTable table) {
        return new CreatedBody(
                table.name().schema(),
                table.name().name(),
                table.statements().stream().map(sql -> sql + ";").collect(Collectors.joining("\n")));
    }

    private static FindingBody finding(Preflight.Finding finding) {
        return new FindingBody(
                Words.of(finding.severity()), finding.code(), finding.object(), finding.message(), finding.fixSql());
    }
}

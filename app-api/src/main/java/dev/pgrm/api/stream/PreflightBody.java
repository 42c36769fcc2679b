package dev.pgrm.api.stream;

import dev.pgrm.application.stream.CreatingStreams.Outlook;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.operation.PlannedStep;
import dev.pgrm.domain.operation.PlannedStep.Script;
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
 * @param plan what would be done, step by step; none of a change
 */
@Serdeable
record PreflightBody(
        boolean ok,
        List<FindingBody> findings,
        @Nullable EstimateBody estimate,
        List<CreatedBody> creates,
        List<PlannedBody> plan) {

    /**
     * A step of what would be done.
     *
     * @param scripts what is sent, and where; none for a step that only looks or waits. Secrets stand as variables of psql
     * @param undo likewise, what takes it back
     */
    @Serdeable
    record PlannedBody(String name, List<ScriptBody> scripts, List<ScriptBody> undo) {
        static PlannedBody of(PlannedStep step) {
            return new PlannedBody(step.name(), ScriptBody.of(step.scripts()), ScriptBody.of(step.undo()));
        }
    }

    /**
     * A statement.
     *
     * @param on the database on which it runs, by the name under which it is registered
     */
    @Serdeable
    record ScriptBody(String on, String sql) {
        static List<ScriptBody> of(List<Script> scripts) {
            return scripts.stream()
                    .map(script -> new ScriptBody(script.database(), script.sql() + ";"))
                    .toList();
        }
    }

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

    static PreflightBody of(Outlook outlook) {
        return of(outlook.found(), outlook.plan());
    }

    static PreflightBody of(Preflight preflight) {
        return of(preflight, List.of());
    }

    private static PreflightBody of(Preflight preflight, List<PlannedStep> plan) {
        Preflight.Estimate estimate = preflight.estimate();
        return new PreflightBody(
                preflight.ok(),
                preflight.findings().stream().map(PreflightBody::finding).toList(),
                estimate == null ? null : new EstimateBody(estimate.bytes(), estimate.seconds()),
                preflight.missing().stream().map(PreflightBody::created).toList(),
                plan.stream().map(PlannedBody::of).toList());
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

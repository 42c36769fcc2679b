package dev.pgrm.api.database;

import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Problem.FieldError;
import dev.pgrm.application.database.ImportReport;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import did, or would do.
 *
 * @param differences by name, the fields that change: "a -> b"
 */
@Serdeable
record ImportBody(
        List<String> added,
        List<String> changed,
        List<String> unchanged,
        List<RefusedRow> refused,
        Map<String, Map<String, String>> differences) {

    /** @param row its place in the list, from 1 */
    @Serdeable
    record RefusedRow(@Nullable String name, int row, List<FieldError> errors) {
        static RefusedRow of(ImportReport.RefusedRow refused) {
            return new RefusedRow(
                    refused.name(),
                    refused.row(),
                    refused.violations().stream()
                            .map(violation -> new FieldError(violation.field(), violation.message()))
                            .toList());
        }
    }

    /** Databases in our own form. */
    @Serdeable
    record Databases(List<DatabaseBody.Draft> databases) {}

    static ImportBody of(ImportReport report) {
        return new ImportBody(
                report.added(),
                report.changed(),
                report.unchanged(),
                report.refused().stream().map(RefusedRow::of).toList(),
                report.differences());
    }

    Problem refusal() {
        return Problem.of(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        "import_refused",
                        (refused.size() == 1 ? "1 row is" : refused.size() + " rows are")
                                + " refused, so nothing was imported",
                        "Correct the rows that are listed, and send it again; ?dryRun=true tells beforehand")
                .with("added", added)
                .with("changed", changed)
                .with("unchanged", unchanged)
                .with("refused", refused)
                .with("differences", differences);
    }
}

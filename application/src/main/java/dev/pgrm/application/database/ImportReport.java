package dev.pgrm.application.database;

import dev.pgrm.domain.Violation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import did, or would do. Where something is refused, nothing is done.
 *
 * @param removed those that the list kept so far and does not name any more
 * @param differences by name, the fields that change, each from what to what
 */
public record ImportReport(
        List<String> added,
        List<String> changed,
        List<String> unchanged,
        List<String> removed,
        List<RefusedRow> refused,
        Map<String, Map<String, String>> differences) {

    /** @param row its place in the list, from 1 */
    public record RefusedRow(@Nullable String name, int row, List<Violation> violations) {
        public RefusedRow {
            violations = List.copyOf(violations);
        }
    }

    public ImportReport {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        unchanged = List.copyOf(unchanged);
        removed = List.copyOf(removed);
        refused = List.copyOf(refused);
    }

    /** Nothing stands in its way. */
    public boolean acceptable() {
        return refused.isEmpty();
    }
}

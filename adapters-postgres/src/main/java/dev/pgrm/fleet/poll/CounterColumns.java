package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.SubscriptionCounters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a subscription counts: errors since 15, conflicts since 18. */
final class CounterColumns {
    private static final List<String> CONFLICTS = List.of(
            "insert_exists",
            "update_origin_differs",
            "update_exists",
            "update_missing",
            "delete_origin_differs",
            "delete_missing",
            "multiple_unique_conflicts");

    private CounterColumns() {}

    static String sql(Capabilities capabilities) {
        return capabilities.since(15, "counters.apply_error_count", "int8") + " as apply_errors, "
                + capabilities.since(15, "counters.sync_error_count", "int8") + " as sync_errors, "
                + capabilities.since(15, "counters.stats_reset", "timestamptz") + " as stats_reset, "
                + CONFLICTS.stream()
                        .map(kind -> capabilities.since(18, "counters.confl_" + kind, "int8") + " as confl_" + kind)
                        .collect(Collectors.joining(", "));
    }

    static SubscriptionCounters read(ResultSet row) throws SQLException {
        var conflicts = new HashMap<String, Long>();
        for (String kind : CONFLICTS) {
            Long number = Rows.number(row, "confl_" + kind);
            if (number != null) {
                conflicts.put(kind, number);
            }
        }
        return new SubscriptionCounters(
                Rows.number(row, "apply_errors"),
                Rows.number(row, "sync_errors"),
                Map.copyOf(conflicts),
                Rows.instant(row, "stats_reset"));
    }
}

package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.SubscriptionOptions;
import dev.pgrm.domain.observation.SubscriptionOptions.Streaming;
import dev.pgrm.domain.observation.SubscriptionOptions.TwoPhase;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The options of a subscription, each since its version. Streaming was a yes or no before 16 made it a letter. */
final class OptionColumns {
    private OptionColumns() {}

    static String sql(Capabilities capabilities) {
        return String.join(
                ", ",
                List.of(
                        "pg_get_userbyid(subowner)::text as owner",
                        // Before 14 it is for superusers alone.
                        capabilities.since(14, "subsynccommit", "text") + " as subsynccommit",
                        capabilities.since(14, "subbinary", "bool") + " as binary_copy",
                        capabilities.since(14, "substream::text", "text") + " as streaming",
                        capabilities.since(15, "subtwophasestate::text", "text") + " as two_phase",
                        capabilities.since(15, "subdisableonerr", "bool") + " as disable_on_error",
                        capabilities.since(15, "subskiplsn", "pg_lsn") + " as skip_lsn",
                        capabilities.since(16, "subpasswordrequired", "bool") + " as password_required",
                        capabilities.since(16, "subrunasowner", "bool") + " as run_as_owner",
                        capabilities.since(16, "suborigin", "text") + " as origin",
                        capabilities.since(17, "subfailover", "bool") + " as failover"));
    }

    static SubscriptionOptions read(ResultSet row) throws SQLException {
        return new SubscriptionOptions(
                row.getString("owner"),
                Rows.flag(row, "binary_copy"),
                streaming(row.getString("streaming")),
                twoPhase(row.getString("two_phase")),
                Rows.flag(row, "disable_on_error"),
                Rows.flag(row, "password_required"),
                Rows.flag(row, "run_as_owner"),
                row.getString("origin"),
                Rows.flag(row, "failover"),
                row.getString("subsynccommit"));
    }

    private static @Nullable Streaming streaming(@Nullable String stored) {
        return switch (stored) {
            case "f", "false" -> Streaming.OFF;
            case "t", "true" -> Streaming.ON;
            case "p" -> Streaming.PARALLEL;
            case null, default -> null;
        };
    }

    private static @Nullable TwoPhase twoPhase(@Nullable String stored) {
        return switch (stored) {
            case "d" -> TwoPhase.DISABLED;
            case "p" -> TwoPhase.PENDING;
            case "e" -> TwoPhase.ENABLED;
            case null, default -> null;
        };
    }
}

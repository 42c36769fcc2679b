package dev.pgrm.fleet.poll;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static dev.pgrm.devkit.postgres.PostgresVersion.V17;
import static dev.pgrm.devkit.postgres.PostgresVersion.V18;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.fleet.WatchedFleet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a poll costs, against the cheapest statement that brings the main figures, run in turns in the same minute. */
@Tag("bench")
class PollCostTest {
    private static final Logger log = LoggerFactory.getLogger(PollCostTest.class);
    private static final int ROUNDS = 2_000;
    private static final int WARM_UP = 500;

    private static final String PEER = """
            select pg_current_wal_lsn()::text,
                   (select json_agg(s) from pg_replication_slots as s)::text,
                   (select json_agg(r) from pg_stat_replication as r)::text,
                   (select json_agg(w) from pg_stat_subscription as w)::text,
                   current_setting('wal_level')
            """;

    @Test
    void poll() throws SQLException {
        try (Fleet fleet = aFleet().primary("orders", V17)
                        .tables("orders")
                        .logicalReplica("reporting", V18, following("orders"))
                        .standby("orders-dr", following("orders"))
                        .monitoringRole("pgrm_monitor")
                        .start()
                        .awaitStreaming();
                var watched = new WatchedFleet(fleet.monitoringRole());
                Connection connection =
                        fleet.server("orders").database().connect(fleet.monitoringRole(), "pgrm-bench");
                PreparedStatement peer = connection.prepareStatement(PEER)) {
            watched.register(fleet.server("orders"));
            var ours = new double[ROUNDS];
            var theirs = new double[ROUNDS];
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                double poll = timed(watched::poll);
                double query = timed(() -> drain(peer));
                if (round >= 0) {
                    ours[round] = poll;
                    theirs[round] = query;
                }
            }
            assertThat(watched.observation("orders")).isInstanceOf(Seen.class);
            log.warn(String.format(
                    Locale.ROOT,
                    "poll: %.3f ms; one combined query: %.3f ms; ratio of medians %.2f",
                    median(ours),
                    median(theirs),
                    median(ours) / median(theirs)));
        }
    }

    private interface Work {
        void run() throws SQLException;
    }

    private static double timed(Work work) throws SQLException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static void drain(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                rows.getString(2);
            }
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}

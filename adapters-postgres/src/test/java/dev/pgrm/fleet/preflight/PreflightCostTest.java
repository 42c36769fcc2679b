package dev.pgrm.fleet.preflight;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.fleet.connection.SessionLimits;
import dev.pgrm.fleet.connection.Sessions;
import dev.pgrm.fleet.connection.TlsTrust;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a preflight costs between two servers of this machine, with an account for replication. */
@Tag("bench")
class PreflightCostTest {
    private static final Logger log = LoggerFactory.getLogger(PreflightCostTest.class);

    @ParameterizedTest
    @CsvSource({"30, 50", "5000, 5"})
    void preflight(int tables, int rounds) {
        try (Fleet fleet = aFleet().primary("shop", PostgresVersion.V17)
                .primary("house", PostgresVersion.V17)
                .start()) {
            Wish wish = Wish.between(fleet.server("shop"), fleet.server("house"))
                    .both("do $$ begin for i in 1.." + tables + " loop execute format('create table t%s"
                            + " (id bigint primary key, customer int not null, region text, at timestamptz, total numeric(12, 2))',"
                            + " i); if i % 500 = 0 then commit; end if; end loop; end $$");
            for (int i = 1; i <= tables; i++) {
                wish.table("t" + i);
            }
            String replicator = wish.role("shop", "replication");
            wish.shop("grant select on all tables in schema public to " + replicator)
                    .replicatedBy(replicator, "secret");
            try (var sessions = new Sessions(wish.accounts(), new TlsTrust(""), SessionLimits.USUAL)) {
                var checks = new PostgresStreamChecks(sessions, wish.accounts());
                double first = millis(wish, checks);
                double[] taken = new double[rounds];
                for (int round = 0; round < rounds; round++) {
                    taken[round] = millis(wish, checks);
                }
                Arrays.sort(taken);
                log.warn(String.format(
                        Locale.ROOT,
                        "preflight of %d tables: first %.0f ms; then median %.0f ms, slowest %.0f ms",
                        tables,
                        first,
                        taken[rounds / 2],
                        taken[rounds - 1]));
            }
        }
    }

    private static double millis(Wish wish, PostgresStreamChecks checks) {
        long begun = System.nanoTime();
        boolean ok = wish.check(checks).ok();
        double millis = (System.nanoTime() - begun) / 1e6;
        assertThat(ok).isTrue();
        return millis;
    }
}

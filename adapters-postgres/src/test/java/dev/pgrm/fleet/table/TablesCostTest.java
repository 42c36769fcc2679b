package dev.pgrm.fleet.table;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.table.TableReading.Page;
import dev.pgrm.domain.table.TableSearch;
import dev.pgrm.domain.table.TableSearch.OfPublication;
import dev.pgrm.fleet.WatchedFleet;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a page of the tables of a large publication costs. */
@Tag("bench")
class TablesCostTest {
    private static final Logger log = LoggerFactory.getLogger(TablesCostTest.class);
    private static final int TABLES = 20_000;
    private static final int A_SCHEMA = 500;
    private static final int ROUNDS = 50;

    @ParameterizedTest
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    @EnumSource(names = {"V14", "V18"})
    void pages(PostgresVersion version) {
        try (Fleet fleet = aFleet().primary("orders", version)
                        .monitoringRole("pgrm_monitor")
                        .start();
                var watched = new WatchedFleet(fleet.monitoringRole())) {
            var database = fleet.server("orders").database();
            for (int schema = 0; schema < TABLES / A_SCHEMA; schema++) {
                // A transaction each: one of all would need a larger table of locks.
                database.sql("do $$ begin execute 'create schema s" + schema + "'; for i in 1.." + A_SCHEMA
                        + " loop execute format('create table s" + schema
                        + ".t%s (id int primary key, note text)', i); end loop; end $$");
            }
            database.sql("create publication everything for all tables", "vacuum analyze pg_class");
            watched.register(fleet.server("orders"));
            median(version, "first page", watched, null, null);
            median(version, "page in the middle", watched, null, new TableName("s25", "t1"));
            median(version, "page of those with a text in their name", watched, "s7.t49", null);
        }
    }

    private static void median(
            PostgresVersion version,
            String what,
            WatchedFleet watched,
            @Nullable String text,
            @Nullable TableName after) {
        var millis = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            var reading = watched.tables(
                    "orders",
                    new TableSearch(new OfPublication(new PublicationName("everything")), text, null, after, 100));
            millis[round] = (System.nanoTime() - start) / 1e6;
            assertThat(reading)
                    .isInstanceOfSatisfying(
                            Page.class, page -> assertThat(page.items()).isNotEmpty());
        }
        Arrays.sort(millis);
        log.warn(String.format(
                Locale.ROOT,
                "%s, %s of %,d tables: median %.1f ms, slowest %.1f ms",
                version,
                what,
                TABLES,
                millis[ROUNDS / 2],
                millis[ROUNDS - 1]));
    }
}

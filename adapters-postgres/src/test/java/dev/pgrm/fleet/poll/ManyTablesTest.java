package dev.pgrm.fleet.poll;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static dev.pgrm.devkit.postgres.PostgresVersion.V18;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.MovableClock;
import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
import dev.pgrm.domain.observation.PublishedTables;
import dev.pgrm.fleet.WatchedFleet;
import dev.pgrm.json.JsonFormats;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** 20,000 tables, published and subscribed to. */
@Tag("servers")
class ManyTablesTest {
    private static final int TABLES = 20_000;
    private static final int MOST_CHARACTERS = 64_000;
    private static final String MAKE_TABLES = "do $$ begin for i in 1.." + TABLES + " loop"
            + " execute format('create table t%s (id int)', i);"
            + " if i % 500 = 0 then commit; end if; end loop; end $$";

    @Test
    void cost_a_poll_no_more_and_make_an_observation_no_larger() throws Exception {
        var clock = new MovableClock();
        try (Fleet fleet = aFleet().primary("shop", V18)
                        .sql(MAKE_TABLES)
                        .logicalReplica("mirror", V18, following("shop"))
                        .sql(MAKE_TABLES)
                        .setting("max_locks_per_transaction", "1024")
                        // Nothing is ever copied, so all that is to be copied waits.
                        .setting("max_sync_workers_per_subscription", "0")
                        .monitoringRole("pgrm_monitor")
                        .start();
                var watched = new WatchedFleet(fleet.monitoringRole(), clock)) {
            fleet.servers().forEach(watched::register);
            watched.poll();

            assertThat(JsonFormats.OBSERVATION
                            .write(watched.observation("shop"))
                            .length())
                    .isLessThan(MOST_CHARACTERS);
            assertThat(published(watched).count()).isEqualTo(TABLES);
            assertThat(JsonFormats.OBSERVATION
                            .write(watched.observation("mirror"))
                            .length())
                    .isLessThan(MOST_CHARACTERS);
            assertThat(states(watched).in(TableState.INITIAL)).isEqualTo(TABLES);
            assertThat(subscription(watched).copies()).hasSize(100);

            var mirror = fleet.server("mirror");
            mirror.sql("update pg_subscription_rel set srsubstate = 'r'");
            clock.advance(Duration.ofSeconds(5));
            watched.poll();
            assertThat(states(watched).ready()).isEqualTo(TABLES);

            // All is ready and nobody copies: what happens behind everybody's back is not looked for at each poll.
            mirror.sql("delete from pg_subscription_rel where srrelid = 't1'::regclass");
            clock.advance(Duration.ofSeconds(5));
            watched.poll();
            assertThat(states(watched).total()).isEqualTo(TABLES);
            assertThat(subscription(watched).copies()).isEmpty();

            clock.advance(Duration.ofMinutes(10));
            watched.poll();
            assertThat(states(watched).total()).isEqualTo(TABLES - 1);
        }
    }

    private static TableStates states(WatchedFleet watched) {
        return subscription(watched).tables();
    }

    private static Subscription subscription(WatchedFleet watched) {
        return facts(watched, "mirror").subscriptions().getFirst();
    }

    private static PublishedTables published(WatchedFleet watched) {
        return Objects.requireNonNull(
                facts(watched, "shop").publications().getFirst().tables());
    }

    private static DatabaseFacts facts(WatchedFleet watched, String database) {
        return Objects.requireNonNull(watched.view(database).lastSeen());
    }
}

package dev.pgrm.fleet.scene;

import static dev.pgrm.devkit.postgres.PostgresVersion.V18;
import static dev.pgrm.domain.stream.StreamError.Side.SOURCE;
import static dev.pgrm.domain.stream.StreamError.Side.TARGET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.domain.health.Finding;
import org.junit.jupiter.api.Test;

/** Bounds of a server that leave no room for one stream more. */
abstract class LimitScenes extends PairScenes {

    @Test
    void no_slot_is_left_for_the_copy() {
        limit(pair.hub(), "max_replication_slots", 1);
        Feed feed = pair.planned("m_slots").hub("insert into $ values (1, 'x')").subscribed("copy_data = true");

        Finding told = pair.awaitFinding("hub", "slots_exhausted");
        assertThat(told.message()).contains("hub");
        assertThat(feed.remedyOf("copy_failed", TARGET, "all replication slots are in use"))
                .isNotEmpty();

        heed("hub", told);
        feed.awaitFlowing().awaitWell();
    }

    @Test
    void no_sender_is_left() {
        Feed first = pair.feed("m_first");
        limit(pair.hub(), "max_wal_senders", 1);
        first.awaitHub("select active from pg_replication_slots where slot_name = '$'");
        Feed feed = pair.planned("m_senders")
                .hub("select pg_create_logical_replication_slot('$', 'pgoutput')")
                .subscribed("create_slot = false, slot_name = $, enabled = false, connect = false")
                .house("alter subscription $ enable");

        String remedy = feed.remedyOf("senders_exhausted", SOURCE, "hub");

        assertThat(remedy).contains("max_wal_senders = '2'");
        pair.awaitFinding("hub", "senders_exhausted");
        // One more than that is needed to refresh.
        limit(pair.hub(), "max_wal_senders", 4);
        feed.awaitHub("select active from pg_replication_slots where slot_name = '$'");
        feed.house("alter subscription $ refresh publication with (copy_data = false)")
                .awaitWell();
    }

    @Test
    void no_worker_is_left() {
        Feed first = pair.feed("m_one");
        limit(pair.house(), "max_logical_replication_workers", 1);
        first.awaitFlowing();
        Feed feed = pair.planned("m_workers").subscribed("copy_data = true");

        String remedy = feed.remedyOf("workers_exhausted", TARGET);

        assertThat(remedy).contains("max_logical_replication_workers = '2'");
        // One more than that is needed to copy.
        limit(pair.house(), "max_logical_replication_workers", 4);
        feed.awaitFlowing().awaitWell();
    }

    @Test
    void no_origin_is_left() {
        Feed first = pair.feed("m_origin");
        String setting =
                versions.target().compareTo(V18) >= 0 ? "max_active_replication_origins" : "max_replication_slots";
        limit(pair.house(), setting, 1);
        first.awaitFlowing();
        Feed feed = pair.planned("m_origins").subscribed("copy_data = false");

        String remedy = feed.remedyOf("origins_exhausted", TARGET);

        assertThat(remedy).contains(setting + " = '2'");
        limit(pair.house(), setting, 4);
        feed.awaitFlowing().awaitWell();
    }

    @Test
    void wal_that_holds_too_little_to_be_decoded() {
        pair.hub().sql("create publication m_level for all tables");
        set(pair.hub(), "wal_level", "replica");

        Finding told = pair.awaitFinding("hub", "wal_level_too_low");

        assertThat(told.message()).contains("hub").contains("replica");
        heed("hub", told);
        pair.awaitGone("hub", "wal_level_too_low");
    }

    private void heed(String server, Finding told) {
        assertThat(told.remedy()).contains("restart");
        pair.server(server).sql(Advice.in(told.remedy(), server).getFirst().sql());
        pair.server(server).restart();
    }

    private static void limit(PostgresServer server, String setting, int most) {
        set(server, setting, Integer.toString(most));
    }

    private static void set(PostgresServer server, String setting, String value) {
        server.sql("alter system set " + setting + " = '" + value + "'");
        server.restart();
    }
}

package dev.pgrm.domain.topology;

import static dev.pgrm.domain.topology.Fleet.NOON;
import static dev.pgrm.domain.topology.Fleet.aFleet;
import static dev.pgrm.domain.topology.Logged.logged;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.health.Finding;
import dev.pgrm.domain.log.MessageCode;
import dev.pgrm.domain.observation.CopyHistory;
import dev.pgrm.domain.observation.CopyHistory.Sample;
import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.observation.PublishedTables;
import dev.pgrm.domain.observation.PublishedTables.SizedTable;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Backfill;
import dev.pgrm.domain.stream.Stream.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyHealthTest {
    private static final PublishedTables TABLES = new PublishedTables(
            5,
            1200,
            0,
            0,
            0,
            List.of(),
            0,
            List.of(),
            List.of(
                    new SizedTable(new TableName("public", "big"), 800),
                    new SizedTable(new TableName("public", "middle"), 100)));

    private static Stream feed(Consumer<Instance> shop, Consumer<Subscribing> feed, Consumer<Instance> lake) {
        return aFleet().with("shop", server -> {
                    server.slot("feed", slot -> slot.readBy(1));
                    shop.accept(server);
                })
                .with("lake", server -> {
                    server.subscribes(
                            "feed",
                            sub -> feed.accept(sub.to("shop", "shop")
                                    .tables(Map.of(
                                            TableState.READY, 2, TableState.COPYING, 2, TableState.INITIAL, 1))));
                    lake.accept(server);
                })
                .onlyStream();
    }

    private static Stream feed(Consumer<Subscribing> feed) {
        return feed(shop -> shop.publication("all", TABLES), feed, lake -> {});
    }

    private static CopyHistory history(long... bytesEachMinute) {
        var samples = new ArrayList<Sample>();
        for (int i = 0; i < bytesEachMinute.length; i++) {
            samples.add(new Sample(NOON.minusSeconds(60L * (bytesEachMinute.length - 1 - i)), bytesEachMinute[i]));
        }
        return new CopyHistory(samples, 0, null);
    }

    @Test
    void the_backfill_is_measured_over_bytes() {
        Stream stream = feed(sub -> sub.copy("big", TableState.COPYING, 400L)
                .copy("middle", TableState.COPYING, 50L)
                .copy("small", TableState.INITIAL, null)
                .copied(history(0, 60, 120)));

        Backfill backfill = Objects.requireNonNull(stream.backfill());
        // 400 of big, 50 of middle and the average of three, 100, are left of 1200.
        assertThat(backfill.bytesTotal()).isEqualTo(1200);
        assertThat(backfill.bytesDone()).isEqualTo(650);
        assertThat(backfill.percent()).isBetween(54.1, 54.2);
        assertThat(backfill.bytesPerSecond()).isEqualTo(1.0);
        assertThat(backfill.etaSeconds()).isEqualTo(550.0);
        assertThat(backfill.stalled()).isNull();
        assertThat(stream.status()).isEqualTo(Status.SYNCING);
        assertThat(stream.health().findings()).isEmpty();
    }

    @Test
    void a_copy_that_brought_more_than_the_table_seemed_to_have_is_not_called_whole() {
        Backfill backfill =
                Objects.requireNonNull(feed(sub -> sub.tables(Map.of(TableState.READY, 4, TableState.COPYING, 1))
                                .copy("big", TableState.COPYING, 5000L))
                        .backfill());

        assertThat(backfill.percent()).isEqualTo(99.0);
    }

    @Test
    void where_the_source_cannot_tell_sizes_it_is_measured_over_tables() {
        Backfill backfill =
                Objects.requireNonNull(feed(shop -> {}, sub -> sub.copy("big", TableState.COPYING, 400L), lake -> {})
                        .backfill());

        assertThat(backfill.percent()).isEqualTo(40.0);
        assertThat(backfill.bytesTotal()).isNull();
        assertThat(backfill.bytesDone()).isEqualTo(400);
        assertThat(backfill.etaSeconds()).isNull();
    }

    @Test
    void a_copy_that_does_not_get_on_is_a_warning_after_a_while() {
        Stream stream = feed(sub -> sub.copy("big", TableState.COPYING, 400L).copied(history(0, 400, 400, 400, 400)));

        assertThat(Objects.requireNonNull(stream.backfill()).stalled()).isEqualTo(Duration.ofMinutes(3));
        assertThat(stream.health().findings().getFirst().code()).isEqualTo("copy_stalled");
        assertThat(stream.health().findings().getFirst().since()).isEqualTo(NOON.minusSeconds(180));
    }

    @Test
    void whether_a_copy_stalls_is_unknown_where_its_progress_is_hidden() {
        Stream stream = feed(sub -> sub.copy("big", TableState.COPYING, null).copied(history(0, 0, 0, 0, 0)));

        assertThat(Objects.requireNonNull(stream.backfill()).stalled()).isNull();
        assertThat(stream.health().findings()).isEmpty();
    }

    @Test
    void tables_that_wait_while_all_workers_are_taken_name_the_limit() {
        Stream stream = feed(
                shop -> shop.publication("all", TABLES),
                sub -> sub.tables(Map.of(TableState.READY, 3, TableState.INITIAL, 2))
                        .copy("big", TableState.INITIAL, null)
                        .copied(history(0, 0, 0, 0)),
                lake -> lake.limit("max_logical_replication_workers", 4, 4));

        Finding finding = stream.health().findings().getFirst();
        assertThat(finding.code()).isEqualTo("copy_waiting");
        assertThat(finding.message()).contains("2 tables").contains("all workers are taken");
    }

    @Test
    void a_copy_that_fails_over_and_over_is_an_error_by_its_counter() {
        Stream stream = feed(sub -> sub.copy("big", TableState.COPYING, null)
                .was(NOON.minusSeconds(3600), 80, 0, 0)
                .was(NOON.minusSeconds(30), 80, 0, 1)
                .was(NOON.minusSeconds(20), 80, 0, 3)
                .was(NOON, 80, 0, 5));

        ApplyHealthTest.assertError(stream, "copy_looping");
        assertThat(stream.health().findings().getFirst().message()).contains("public.big");
        assertThat(stream.health().findings().getFirst().remedy()).contains("truncate \"public\".\"big\";");
        assertThat(stream.health().findings().getFirst().since()).isEqualTo(NOON.minusSeconds(30));
    }

    @Test
    void one_error_of_a_copy_is_no_loop() {
        assertThat(feed(sub -> sub.copy("big", TableState.COPYING, null)
                                .was(NOON.minusSeconds(3600), 80, 0, 0)
                                .was(NOON, 80, 0, 1))
                        .health()
                        .findings())
                .isEmpty();
    }

    @Test
    void without_counters_a_loop_shows_by_copies_that_begin_anew() {
        Stream stream = feed(sub ->
                sub.copy("big", TableState.COPYING, 10L).copied(new CopyHistory(List.of(), 3, NOON.minusSeconds(10))));

        ApplyHealthTest.assertError(stream, "copy_looping");
    }

    @ParameterizedTest
    @ValueSource(strings = {"COPY t, line 500", "COPY t, line 500, column id: \"5\""})
    void the_log_tells_which_table_a_copy_fails_for(String context) {
        Stream stream = feed(
                shop -> {},
                sub -> sub.was(NOON.minusSeconds(60), 80, 0, 0).was(NOON, 80, 0, 1),
                lake -> lake.logs(logged(MessageCode.UNIQUE_VIOLATION, NOON, "duplicate key")
                        .context(context)));

        ApplyHealthTest.assertError(stream, "copy_looping");
        assertThat(Objects.requireNonNull(stream.error()).inferred()).isFalse();
        assertThat(Objects.requireNonNull(stream.error()).trouble().remedy()).contains("truncate \"t\";");
    }

    @Test
    void a_copy_without_the_right_to_read_fails_at_the_source() {
        Stream stream = feed(
                shop -> {},
                sub -> sub.was(NOON.minusSeconds(60), 80, 0, 0).was(NOON, 80, 0, 1),
                lake -> lake.logs(
                        logged(
                                MessageCode.PERMISSION_DENIED,
                                NOON,
                                "could not start initial contents copy for table \"public.t\": ERROR:  permission denied for table t")));

        ApplyHealthTest.assertError(stream, "copy_denied");
        assertThat(Objects.requireNonNull(stream.error()).trouble().remedy()).contains("SELECT on \"public\".\"t\"");
    }

    @Test
    void a_source_without_a_slot_to_spare_keeps_the_copy_from_beginning() {
        Stream stream = feed(
                shop -> {},
                sub -> sub.oid(16_403).was(NOON.minusSeconds(60), 80, 0, 0).was(NOON, 80, 0, 1),
                lake -> lake.logs(logged(
                                MessageCode.SLOTS_EXHAUSTED,
                                NOON,
                                "could not create replication slot \"pg_16403_sync_16384_1\": ERROR:  all replication"
                                        + " slots are in use")
                        .ofSlot("pg_16403_sync_16384_" + ("lake".hashCode() & 0xFFFFFFFL))));

        ApplyHealthTest.assertError(stream, "copy_failed");
        assertThat(Objects.requireNonNull(stream.error()).trouble().remedy()).contains("max_replication_slots");
    }
}

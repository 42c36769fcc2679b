package dev.pgrm.domain.topology;

import static dev.pgrm.domain.topology.Fleet.aFleet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.health.Finding.Severity;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.whatif.Event;
import dev.pgrm.domain.whatif.Foresight.Impossible;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a standby that takes over would find, and who would not find it. */
class FailoverForeseenTest {
    private static Fleet trio(Consumer<AnySlot> slot, Consumer<Instance> spare) {
        return aFleet().with(
                        "main",
                        server -> server.slot("spare", each -> each.physical().readBy(5))
                                .sender(5, "spare", "spare")
                                .slot(
                                        "feed",
                                        slot.andThen(each -> each.of("main").readBy(1)))
                                .sender(1, "feed", "lake"))
                .with("spare", server -> spare.accept(server.standbyOf("main").receivesFrom("main", 5432, "spare")))
                .with(
                        "lake",
                        server -> server.subscribes(
                                "feed", sub -> sub.to("main", "main").disablesOnError(false)));
    }

    private static Foreseeing fated(Consumer<AnySlot> slot, Consumer<Instance> spare) {
        return Foreseeing.failover(trio(slot, spare), "main", null);
    }

    @Test
    void before_17_no_logical_slot_survives() {
        var fleet = trio(slot -> {}, spare -> spare.version(16 * 10_000 + 1))
                .change("main", server -> server.version(16 * 10_000 + 1));

        var effect = Foreseeing.failover(fleet, "main", null).effect("slot_not_on_standby");

        assertThat(effect.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(effect.stream())
                .isEqualTo(LogicalLinksTest.streamTo(fleet, "lake").id());
        assertThat(effect.slot()).extracting(slot -> slot.name().value()).isEqualTo("feed");
    }

    @Test
    void a_slot_that_is_not_marked_for_failover_does_not_survive() {
        var foreseen = fated(slot -> {}, spare -> {});

        assertThat(foreseen.codes()).contains("slot_without_failover");
        assertThat(foreseen.sql("slot_without_failover"))
                .contains("alter subscription \"feed\" set (failover = true);");
    }

    @Test
    void a_subscriber_that_knows_no_failover_is_not_told_to_ask_for_it() {
        var fleet = trio(slot -> {}, spare -> {}).change("lake", server -> server.version(150_004));

        var remedy = Objects.requireNonNull(Foreseeing.failover(fleet, "main", null)
                .effect("slot_without_failover")
                .remedy());

        assertThat(remedy.sql()).isNull();
        assertThat(remedy.words()).contains("ALTER_REPLICATION_SLOT feed (FAILOVER true)");
    }

    @Test
    void a_standby_that_keeps_no_copies_has_none() {
        var foreseen = fated(AnySlot::failover, spare -> spare.set("sync_replication_slots", "off"));

        assertThat(foreseen.codes()).contains("slot_sync_off");
        assertThat(foreseen.effect("slot_sync_off").remedy())
                .extracting(remedy -> remedy.server())
                .isEqualTo(foreseen.fleet().serverId("spare"));
    }

    @Test
    void a_standby_may_not_have_got_to_it_yet() {
        assertThat(fated(AnySlot::failover, spare -> spare.set("sync_replication_slots", "on"))
                        .codes())
                .contains("slot_not_synced");
    }

    @Test
    void a_copy_that_is_temporary_is_not_ready() {
        assertThat(fated(
                                AnySlot::failover,
                                spare ->
                                        spare.slot("feed", slot -> slot.synced().temporary()))
                        .codes())
                .contains("slot_not_ready");
    }

    @Test
    void a_copy_that_was_invalidated_is_none() {
        assertThat(fated(
                                AnySlot::failover,
                                spare ->
                                        spare.slot("feed", slot -> slot.synced().lost("rows_removed")))
                        .effect("slot_copy_lost")
                        .message())
                .contains("rows_removed");
    }

    @Test
    void a_copy_that_is_ready_survives_and_only_its_consumer_may_be_ahead() {
        var foreseen = fated(AnySlot::failover, spare -> spare.slot("feed", AnySlot::synced));

        assertThat(foreseen.codes()).contains("slot_survives", "subscriber_may_be_ahead");
        assertThat(foreseen.sql("subscriber_may_be_ahead")).contains("'spare'");
    }

    @Test
    void a_consumer_that_waits_for_the_standby_is_not_ahead() {
        var fleet = trio(AnySlot::failover, spare -> spare.slot("feed", AnySlot::synced))
                .change("main", server -> server.set("synchronized_standby_slots", "spare"));

        assertThat(Foreseeing.failover(fleet, "main", null).codes())
                .contains("slot_survives")
                .doesNotContain("subscriber_may_be_ahead");
    }

    @Test
    void a_subscriber_goes_on_trying_the_host_that_is_gone() {
        var foreseen = fated(slot -> {}, spare -> {});

        assertThat(foreseen.effect("connection_must_change").severity()).isEqualTo(Severity.CRITICAL);
        assertThat(foreseen.sql("connection_must_change"))
                .startsWith("alter subscription \"feed\" connection 'host=spare port=5432 dbname=main");
    }

    @Test
    void a_subscriber_that_names_both_hosts_finds_the_heir() {
        var fleet = trio(slot -> {}, spare -> {})
                .change(
                        "lake",
                        server -> server.subscribes(
                                "feed", sub -> sub.to("main", "main").to("spare", "main")));

        assertThat(Foreseeing.failover(fleet, "main", null).codes())
                .contains("connection_finds_heir")
                .doesNotContain("connection_must_change");
    }

    @Test
    void an_alias_must_move() {
        var fleet = trio(slot -> {}, spare -> {})
                .change("lake", server -> server.subscribes("feed", sub -> sub.to("vip", "main")));

        assertThat(Foreseeing.failover(fleet, "main", null).codes()).contains("alias_must_move");
    }

    @Test
    void a_connection_that_is_hidden_is_unknown() {
        var fleet = trio(slot -> {}, spare -> {}).change("lake", server -> server.subscribes("feed", sub -> {}));

        assertThat(Foreseeing.failover(fleet, "main", null).codes()).contains("connection_unknown");
    }

    @Test
    void what_was_not_received_is_lost() {
        var fleet = trio(slot -> {}, spare -> spare.wal(900)).change("main", server -> server.wal(5000));

        var effect = Foreseeing.failover(fleet, "main", null).effect("data_loss");

        assertThat(effect.bytes()).isEqualTo(new Bytes(4100));
        assertThat(effect.severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void nothing_is_lost_to_a_standby_that_confirms() {
        var fleet = trio(slot -> {}, spare -> {})
                .change("main", server -> server.noSenders().confirmingSender(5, "spare", "spare", "sync"));

        assertThat(Foreseeing.failover(fleet, "main", null).codes())
                .contains("no_data_loss")
                .doesNotContain("data_loss");
    }

    private static Fleet withAnother(long received) {
        return trio(slot -> {}, spare -> spare.wal(2000))
                .change(
                        "main",
                        server -> server.wal(3000)
                                .slot("other", slot -> slot.physical().readBy(6))
                                .sender(6, "other", "other"))
                .with("other", server -> server.standbyOf("main").wal(received).receivesFrom("main", 5432, "other"));
    }

    @Test
    void the_best_standby_is_the_one_that_has_received_most() {
        var fleet = withAnother(2500);

        var foreseen = Foreseeing.failover(fleet, "main", null);

        assertThat(foreseen.foreseen().heir()).isEqualTo(fleet.serverId("other"));
        assertThat(foreseen.codes()).contains("standby_must_follow", "slot_missing_on_heir");
        assertThat(foreseen.sql("slot_missing_on_heir"))
                .isEqualTo("select pg_create_physical_replication_slot('spare', true);");
    }

    @Test
    void a_standby_that_has_received_more_than_the_heir_must_be_rebuilt() {
        var effect = Foreseeing.failover(withAnother(2500), "main", "spare").effect("standby_must_be_rebuilt");

        assertThat(effect.bytes()).isEqualTo(new Bytes(500));
    }

    @Test
    void a_standby_that_cannot_be_seen_is_chosen_last() {
        var fleet = withAnother(2500).down("other");

        assertThat(Foreseeing.failover(fleet, "main", null).foreseen().heir()).isEqualTo(fleet.serverId("spare"));
    }

    @Test
    void standbys_of_the_heir_go_on_following_it() {
        var fleet = trio(slot -> {}, spare -> spare.sender(6, "walreceiver", "third"))
                .with("third", server -> server.standbyOf("main").receivesFrom("spare", 5432, null));

        assertThat(Foreseeing.failover(fleet, "main", null).codes()).contains("standby_follows");
    }

    @Test
    void a_stream_that_reads_from_the_heir_goes_on() {
        var fleet = trio(
                slot -> {}, spare -> spare.slot("side", slot -> slot.of("main").readBy(9)));

        assertThat(Foreseeing.failover(fleet, "main", null).codes()).contains("stream_goes_on");
    }

    @Test
    void commits_on_the_heir_wait_for_standbys_that_it_does_not_have() {
        assertThat(fated(slot -> {}, spare -> spare.set("synchronous_standby_names", "*"))
                        .codes())
                .contains("commits_wait");
    }

    @Test
    void what_the_primary_subscribes_to_moves_with_it() {
        var fleet = trio(slot -> {}, spare -> {})
                .with("bank", server -> server.slot("money", slot -> slot.readBy(1)))
                .change("main", server -> server.subscribes("money", sub -> sub.to("bank", "bank")));

        assertThat(Foreseeing.failover(fleet, "main", null)
                        .effect("subscription_moves")
                        .message())
                .contains("money", "spare", "not sent again");
    }

    @Test
    void the_old_primary_must_stay_away_and_a_disabled_subscription_is_enabled_afterwards() {
        var fleet = trio(slot -> {}, spare -> {})
                .change(
                        "lake",
                        server -> server.subscribes(
                                "feed", sub -> sub.to("main", "main").disablesOnError(true)));

        assertThat(Foreseeing.failover(fleet, "main", null).codes())
                .contains("old_primary_must_stay_away", "subscription_disabled");
    }

    @Test
    void without_a_standby_everything_ends() {
        var fleet = aFleet().with("shop", server -> server.slot("feed", slot -> slot.readBy(1)))
                .with("lake", server -> server.subscribes("feed", sub -> sub.to("shop", "shop")));

        var foreseen = Foreseeing.failover(fleet, "shop", null);

        assertThat(foreseen.codes(Severity.CRITICAL)).containsExactly("no_standby", "source_gone");
        assertThat(foreseen.codes(Severity.WARNING)).containsExactly("sequences_not_replicated");
        assertThat(foreseen.foreseen().heir()).isNull();
        assertThat(Foreseeing.failover(fleet, "lake", null).codes()).contains("consumer_gone");
    }

    @Test
    void a_primary_that_nobody_registered_fails_over_to_the_standby_that_shows_it() {
        var fleet = aFleet().with("spare", server -> server.standbyOf("main").receivesFrom("main", 5432, null));

        var foreseen = Foreseeing.of(fleet, fleet.onlyStream().sourceServer(), new Event.Failover(null));

        assertThat(foreseen.foreseen().heir()).isEqualTo(fleet.serverId("spare"));
        assertThat(foreseen.codes()).contains("server_unseen", "data_loss");
    }

    @Test
    void nothing_fails_over_from_a_standby_nor_to_a_subscriber() {
        var fleet = trio(slot -> {}, spare -> {});

        assertThat(fleet.chart().foresee(fleet.serverId("spare"), new Event.Failover(null)))
                .isInstanceOfSatisfying(
                        Impossible.class,
                        impossible -> assertThat(impossible.why().code()).isEqualTo("not_a_primary"));
        assertThat(fleet.chart().foresee(fleet.serverId("main"), new Event.Failover(fleet.serverId("lake"))))
                .isInstanceOfSatisfying(
                        Impossible.class,
                        impossible -> assertThat(impossible.why().code()).isEqualTo("not_a_standby"));
    }
}

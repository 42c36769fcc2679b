package dev.pgrm.domain.topology;

import static dev.pgrm.domain.topology.Fleet.aFleet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.health.Finding.Severity;
import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.observation.ServerFacts.ManagedBy;
import dev.pgrm.domain.whatif.Event;
import dev.pgrm.domain.whatif.Foresight;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What stopping a server in good order, and starting it at once, would do. */
class RestartForeseenTest {
    private static Fleet shopAndLake(Consumer<AnySlot> slot, Consumer<Subscribing> subscription) {
        return aFleet().with("shop", server -> server.slot("feed", slot))
                .with("lake", server -> server.subscribes("feed", sub -> subscription.accept(sub.to("shop", "shop"))));
    }

    private static Fleet shopAndLake(Consumer<Subscribing> subscription) {
        return shopAndLake(slot -> slot.readBy(1), subscription);
    }

    @Test
    void a_clean_restart_disables_a_subscription_that_is_disabled_on_error() {
        var fleet = shopAndLake(sub -> sub.disablesOnError(true));

        var foreseen = Foreseeing.restart(fleet, "shop");

        assertThat(foreseen.codes()).containsExactly("subscription_disabled");
        assertThat(foreseen.effect("subscription_disabled").severity()).isEqualTo(Severity.CRITICAL);
        assertThat(foreseen.effect("subscription_disabled").stream())
                .isEqualTo(fleet.onlyStream().id());
        assertThat(foreseen.sql("subscription_disabled")).isEqualTo("alter subscription \"feed\" enable;");
        assertThat(foreseen.effect("subscription_disabled").remedy())
                .extracting(remedy -> remedy.server())
                .isEqualTo(fleet.serverId("lake"));
    }

    @Test
    void others_connect_again_by_themselves() {
        assertThat(Foreseeing.restart(shopAndLake(sub -> sub.disablesOnError(false)), "shop")
                        .codes())
                .containsExactly("reconnects");
    }

    @Test
    void a_connection_that_is_down_already_breaks_no_more() {
        var fleet = shopAndLake(sub -> sub.disablesOnError(true).notWorking());

        assertThat(Foreseeing.restart(fleet, "shop").codes()).containsExactly("not_connected");
    }

    @Test
    void before_15_no_subscription_is_disabled_on_error() {
        var fleet = shopAndLake(sub -> {}).change("lake", server -> server.version(14 * 10_000 + 1));

        assertThat(Foreseeing.restart(fleet, "shop").codes()).containsExactly("reconnects");
    }

    @Test
    void what_our_role_does_not_see_may_be() {
        assertThat(Foreseeing.restart(shopAndLake(sub -> {}), "shop").codes()).containsExactly("may_be_disabled");
    }

    @Test
    void a_disabled_subscription_stays_so() {
        assertThat(Foreseeing.restart(shopAndLake(slot -> {}, Subscribing::disabled), "shop")
                        .codes())
                .containsExactly("stays_disabled");
    }

    @Test
    void copies_that_are_being_made_begin_anew_whichever_end_restarts() {
        var fleet = shopAndLake(
                sub -> sub.disablesOnError(false).tables(Map.of(TableState.COPYING, 2, TableState.READY, 1)));

        assertThat(Foreseeing.restart(fleet, "shop").codes(Severity.WARNING)).containsExactly("copy_begins_anew");
        assertThat(Foreseeing.restart(fleet, "lake").codes(Severity.WARNING)).containsExactly("copy_begins_anew");
        assertThat(Foreseeing.restart(fleet, "lake").effect("copy_begins_anew").message())
                .contains("2 tables");
    }

    @Test
    void a_subscriber_that_restarts_is_not_disabled_by_it() {
        assertThat(Foreseeing.restart(shopAndLake(sub -> sub.disablesOnError(true)), "lake")
                        .codes())
                .containsExactly("resumes");
    }

    @Test
    void a_consumer_that_nobody_registered_may_or_may_not_come_back() {
        var fleet = aFleet().with("shop", server -> server.slot("feed", slot -> slot.readBy(1)));
        UUID stranger = fleet.onlyStream().targetServer();

        assertThat(Foreseeing.restart(fleet, "shop").codes()).containsExactly("consumer_unknown");
        assertThat(Foreseeing.of(fleet, stranger, new Event.Restart()).codes())
                .containsExactly("server_unseen", "consumer_unknown");
    }

    @Test
    void temporary_slots_go_with_their_sessions() {
        var fleet = aFleet().with(
                        "shop",
                        server -> server.slot("backup", slot -> slot.physical().temporary()));

        var effect = Foreseeing.restart(fleet, "shop").effect("temporary_slot_dropped");

        assertThat(effect.slot()).extracting(slot -> slot.name().value()).isEqualTo("backup");
    }

    @Test
    void a_standby_makes_its_temporary_slot_anew() {
        var fleet = aFleet().with(
                        "main",
                        server -> server.slot(
                                "pg_walreceiver_70", slot -> slot.physical().temporary()));

        assertThat(Foreseeing.restart(fleet, "main").codes(Severity.NOTE)).containsExactly("temporary_slot_dropped");
    }

    @Test
    void the_checkpoint_of_a_shutdown_takes_a_slot_beyond_its_limit() {
        var fleet = shopAndLake(slot -> slot.readBy(1).safe(-1), sub -> sub.disablesOnError(false));

        var effect = Foreseeing.restart(fleet, "shop").effect("slot_lost_at_checkpoint");

        assertThat(effect.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(effect.stream()).isEqualTo(fleet.onlyStream().id());
        assertThat(Foreseeing.restart(fleet, "shop").sql("slot_lost_at_checkpoint"))
                .isEqualTo("alter system set max_slot_wal_keep_size = '-1'; select pg_reload_conf();");
    }

    @Test
    void settings_of_a_managed_server_are_changed_where_its_keeper_keeps_them() {
        var fleet = shopAndLake(slot -> slot.readBy(1).safe(-1), sub -> sub.disablesOnError(false))
                .change("shop", server -> server.managedBy(ManagedBy.RDS));

        var remedy = Objects.requireNonNull(Foreseeing.restart(fleet, "shop")
                .effect("slot_lost_at_checkpoint")
                .remedy());

        assertThat(remedy.sql()).isNull();
        assertThat(remedy.words()).endsWith(": set max_slot_wal_keep_size = -1 in its parameter group");
    }

    @Test
    void standbys_connect_again_and_a_standby_goes_on_following() {
        var fleet = aFleet().with("main", server -> server.sender(5, "walreceiver", "spare"))
                .with("spare", server -> server.standbyOf("main").receivesFrom("main", 5432, null));

        assertThat(Foreseeing.restart(fleet, "main").codes()).containsExactly("standby_reconnects");
        assertThat(Foreseeing.restart(fleet, "spare").codes()).containsExactly("resumes");
    }

    private static Fleet withSpares(String names, String stateOfOne, String stateOfOther) {
        return aFleet().with(
                        "main",
                        server -> server.set("synchronous_standby_names", names)
                                .slot("one", slot -> slot.physical().readBy(5))
                                .slot("other", slot -> slot.physical().readBy(6))
                                .confirmingSender(5, "one", "one", stateOfOne)
                                .confirmingSender(6, "other", "other", stateOfOther))
                .with("one", server -> server.standbyOf("main").receivesFrom("main", 5432, "one"))
                .with("other", server -> server.standbyOf("main").receivesFrom("main", 5432, "other"));
    }

    @Test
    void commits_wait_for_the_only_standby_that_confirms_them() {
        var foreseen = Foreseeing.restart(withSpares("one", "sync", "async"), "one");

        assertThat(foreseen.codes(Severity.CRITICAL)).containsExactly("commits_wait");
        assertThat(foreseen.sql("commits_wait")).contains("synchronous_standby_names = ''");
        assertThat(Foreseeing.restart(withSpares("one", "sync", "async"), "other")
                        .codes())
                .doesNotContain("commits_wait");
    }

    @Test
    void commits_do_not_wait_where_another_takes_its_place() {
        assertThat(Foreseeing.restart(withSpares("FIRST 1 (one, other)", "sync", "potential"), "one")
                        .codes())
                .doesNotContain("commits_wait");
        assertThat(Foreseeing.restart(withSpares("ANY 2 (one, other)", "quorum", "quorum"), "one")
                        .codes())
                .contains("commits_wait");
    }

    @Test
    void commits_wait_for_a_subscription_that_confirms_them() {
        var fleet = shopAndLake(sub -> sub.disablesOnError(false))
                .change(
                        "shop",
                        server -> server.set("synchronous_standby_names", "feed")
                                .confirmingSender(1, "feed", "lake", "sync"));

        assertThat(Foreseeing.restart(fleet, "lake").codes(Severity.CRITICAL)).containsExactly("commits_wait");
    }

    @Test
    void senders_of_failover_slots_wait_for_a_standby_that_is_named() {
        var fleet = aFleet().with(
                        "main",
                        server -> server.set("synchronized_standby_slots", "spare, third")
                                .slot("spare", slot -> slot.physical().readBy(5))
                                .sender(5, "spare", "spare")
                                .slot("feed", slot -> slot.of("main").readBy(1).failover())
                                .slot("plain", slot -> slot.of("main").readBy(2)))
                .with("spare", server -> server.standbyOf("main").receivesFrom("main", 5432, "spare"));

        var foreseen = Foreseeing.restart(fleet, "spare");

        assertThat(foreseen.codes(Severity.WARNING)).containsExactly("sender_waits");
        assertThat(foreseen.effect("sender_waits").slot())
                .extracting(slot -> slot.name().value())
                .isEqualTo("feed");
        assertThat(foreseen.sql("sender_waits")).contains("'third'");
    }

    @Test
    void what_cannot_be_seen_is_told_as_it_was() {
        var fleet = shopAndLake(sub -> sub.disablesOnError(true)).down("shop");

        assertThat(Foreseeing.restart(fleet, "shop").codes()).contains("server_stale", "subscription_disabled");
    }

    @Test
    void nothing_is_foreseen_of_what_is_not_on_the_map() {
        assertThat(aFleet().chart().foresee(new UUID(0, 0), new Event.Restart()))
                .isInstanceOf(Foresight.Nowhere.class);
    }
}

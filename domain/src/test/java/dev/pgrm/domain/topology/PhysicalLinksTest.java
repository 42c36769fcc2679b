package dev.pgrm.domain.topology;

import static dev.pgrm.domain.topology.Fleet.aFleet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.observation.ServerFacts.ManagedBy;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.stream.Match.Certainty;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Status;
import dev.pgrm.domain.topology.Topology.NodeRole;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PhysicalLinksTest {
    private static Fleet aPair() {
        return aFleet().with("main", server -> server.sender(5, "walreceiver", "spare"))
                .with("spare", server -> server.standbyOf("main").receivesFrom("main", 5432, null));
    }

    @Test
    void the_address_of_its_receiver_tells_what_a_standby_follows() {
        Stream stream = aPair().onlyStream();

        assertThat(stream.match().certainty()).isEqualTo(Certainty.PROVEN);
        assertThat(stream.status()).isEqualTo(Status.ACTIVE);
        assertThat(aPair().map().nodes())
                .extracting(Topology.Node::role)
                .containsExactly(NodeRole.PRIMARY, NodeRole.REPLICA);
    }

    @Test
    void a_stream_of_a_whole_server_is_one_of_each_of_its_databases() {
        Topology map = aPair().with("apart", server -> {}).map();

        assertThat(map.nodes())
                .filteredOn(node -> !map.streamsAt(node.id()).isEmpty())
                .extracting(Topology.Node::name)
                .containsExactlyInAnyOrder("main-main", "spare-spare");
        assertThat(map.streamsAt(new UUID(0, 0))).isEmpty();
    }

    @Test
    void a_receiver_of_which_our_role_sees_no_more_is_no_trouble() {
        var fleet = aFleet().with("main", server -> {})
                .with("spare", server -> server.standbyOf("main").receivesBehindACurtain());

        assertThat(fleet.onlyStream().status()).isEqualTo(Status.ACTIVE);
        assertThat(fleet.onlyStream().error()).isNull();
    }

    @Test
    void a_reader_of_aurora_is_no_standby_that_lost_its_source() {
        var fleet = aFleet().with("main", server -> server.managedBy(ManagedBy.AURORA))
                .with("reader", server -> server.standbyOf("main").managedBy(ManagedBy.AURORA));

        assertThat(fleet.streams()).isEmpty();
    }

    @Test
    void a_slot_tells_what_a_standby_behind_an_alias_follows() {
        var fleet = aFleet().with(
                        "main",
                        server -> server.slot("spare", slot -> slot.physical().readBy(5))
                                .sender(5, "x", null))
                .with("spare", server -> server.standbyOf("main").receivesFrom("alias", 5432, "spare"));

        assertThat(fleet.onlyStream().match().certainty()).isEqualTo(Certainty.PROVEN);
        assertThat(fleet.onlyStream().sourceServer()).isEqualTo(fleet.serverId("main"));
    }

    @Test
    void a_standby_of_a_standby_follows_it_and_not_the_primary() {
        var fleet = aPair().change("spare", server -> server.sender(6, "walreceiver", "third"))
                .with("third", server -> server.standbyOf("main").receivesFrom("spare", 5432, null));

        assertThat(LogicalLinksTest.streamTo(fleet, "third").sourceServer()).isEqualTo(fleet.serverId("spare"));
        assertThat(fleet.streams()).hasSize(2);
    }

    @Test
    void standbys_that_share_the_default_name_are_told_apart_by_their_addresses() {
        var fleet = aFleet().with(
                        "main",
                        server -> server.wal(900)
                                .sender(5, "walreceiver", "10.0.0.2")
                                .wal(500)
                                .sender(6, "walreceiver", "10.0.0.3")
                                .wal(1000))
                .with("10.0.0.3", server -> server.standbyOf("main").receivesFrom("main", 5432, null))
                .with("10.0.0.2", server -> server.standbyOf("main").receivesFrom("main", 5432, null));

        assertThat(fleet.streams()).hasSize(2);
        assertThat(LogicalLinksTest.streamTo(fleet, "10.0.0.2").lag().bytes()).isEqualTo(new Bytes(100));
        assertThat(LogicalLinksTest.streamTo(fleet, "10.0.0.3").lag().bytes()).isEqualTo(new Bytes(500));
    }

    @Test
    void standbys_that_nobody_registered_and_nothing_tells_apart_are_two_streams() {
        var fleet = aFleet().with(
                        "main",
                        server -> server.sender(5, "walreceiver", "10.0.0.2").sender(6, "walreceiver", "10.0.0.2"));

        assertThat(fleet.streams()).hasSize(2).extracting(Stream::id).doesNotHaveDuplicates();
    }

    @Test
    void a_copied_standby_with_the_slot_of_another_does_not_share_its_stream() {
        var fleet = aFleet().with(
                        "main",
                        server -> server.slot("spare", slot -> slot.physical().readBy(5))
                                .sender(5, "x", null))
                .with("copy", server -> server.standbyOf("main").set("primary_slot_name", "spare"))
                .with("spare", server -> server.standbyOf("main").receivesFrom("alias", 5432, "spare"));

        assertThat(LogicalLinksTest.streamTo(fleet, "spare").slot()).isNotNull();
        assertThat(LogicalLinksTest.streamTo(fleet, "copy").slot()).isNull();
        assertThat(LogicalLinksTest.streamTo(fleet, "copy").error())
                .extracting(error -> error.trouble().code())
                .isEqualTo("standby_not_receiving");
    }

    @Test
    void a_standby_whose_connection_broke_keeps_its_stream_as_an_error() {
        var fleet = aPair();
        Stream before = fleet.onlyStream();

        fleet.change("spare", Instance::receivesNothing).change("main", Instance::noSenders);

        assertThat(fleet.onlyStream().id()).isEqualTo(before.id());
        assertThat(fleet.onlyStream().status()).isEqualTo(Status.ERROR);
    }

    @Test
    void a_standby_that_is_down_keeps_its_stream_and_its_lag_grows() {
        var fleet = aPair();
        Stream before = fleet.onlyStream();

        fleet.down("spare").change("main", server -> server.noSenders().wal(4000));

        assertThat(fleet.onlyStream().id()).isEqualTo(before.id());
        assertThat(fleet.onlyStream().stale()).isTrue();
        assertThat(fleet.onlyStream().lag().bytes()).isEqualTo(new Bytes(3000));
    }

    @Test
    void an_upstream_that_nobody_registered_gets_a_placeholder() {
        var fleet = aPair().unregistered("main");

        assertThat(fleet.map().servers())
                .extracting(Topology.MappedServer::name)
                .contains("main:5432");
        assertThat(fleet.onlyStream().match().certainty()).isEqualTo(Certainty.PROVEN);
    }

    @Test
    void a_base_backup_is_no_standby() {
        var fleet = aFleet().with(
                        "main",
                        server -> server.sender(5, "pg_basebackup", "10.0.0.2", "backup")
                                .sender(6, "pg_basebackup", "10.0.0.2"));

        assertThat(fleet.streams()).isEmpty();
    }

    @Test
    void a_receiver_on_a_socket_or_without_an_address_does_no_harm() {
        var fleet = aFleet().with("a", server -> server.standbyOf("main").receivesFrom("/run/postgresql", 5432, null))
                .with("b", server -> server.standbyOf("main").receivesFrom("", -1, null));

        assertThat(fleet.streams()).isEmpty();
    }

    @Test
    void what_a_standby_copies_from_its_primary_makes_no_streams_of_its_own() {
        var fleet = aPair().change(
                        "main",
                        server -> server.subscribes("in", sub -> sub.to("far", "far"))
                                .slot("out", slot -> slot.readBy(9)))
                .change(
                        "spare",
                        server -> server.subscribes(
                                        "in", sub -> sub.to("far", "far").notWorking())
                                .slot("out", slot -> slot.readBy(9).synced()));

        assertThat(fleet.streams()).extracting(Stream::name).containsExactlyInAnyOrder("in", "out", "walreceiver");
    }
}

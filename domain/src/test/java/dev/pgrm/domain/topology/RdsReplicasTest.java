package dev.pgrm.domain.topology;

import static dev.pgrm.domain.topology.AnyRds.arn;
import static dev.pgrm.domain.topology.AnyRds.cluster;
import static dev.pgrm.domain.topology.AnyRds.instance;
import static dev.pgrm.domain.topology.Fleet.aFleet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.observation.ServerFacts.ManagedBy;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.stream.Lag;
import dev.pgrm.domain.stream.Match.Certainty;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Status;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.topology.Topology.MappedServer;
import org.junit.jupiter.api.Test;

/** What RDS says of its replicas, and what servers show of themselves, make one map. */
class RdsReplicasTest {
    private final Fleet fleet = aFleet().with("main", server -> {});

    @Test
    void a_replica_that_nobody_registered_is_on_the_map() {
        fleet.rds(instance("main").found(), instance("copy").replicaOf("main").found());
        Stream stream = fleet.onlyStream();
        MappedServer copy = serverNamed("copy");

        assertThat(stream.sourceServer()).isEqualTo(fleet.serverId("main"));
        assertThat(stream.targetServer()).isEqualTo(copy.id());
        assertThat(stream.match().certainty()).isEqualTo(Certainty.PROVEN);
        assertThat(stream.match().why()).contains("RDS says");
        assertThat(stream.name()).isEqualTo("copy");
        assertThat(stream.status()).isEqualTo(Status.ACTIVE);
        assertThat(stream.lag()).isEqualTo(Lag.UNKNOWN);
        assertThat(copy.status()).isEqualTo(Topology.Status.UNREGISTERED);
        assertThat(copy.managedBy()).isEqualTo(ManagedBy.RDS);
        assertThat(copy.endpoint()).isEqualTo(new Endpoint("copy", 5432));
    }

    @Test
    void a_replica_of_another_region_is_known_from_its_source_alone() {
        fleet.rds(instance("main").withReplica(arn("us-east-1", "far")).found());

        assertThat(fleet.onlyStream().targetServer())
                .isEqualTo(serverNamed("far").id());
        assertThat(serverNamed("far").endpoint()).isNull();
    }

    @Test
    void what_nobody_has_looked_at_does_not_pass_for_active() {
        fleet.rds(instance("main").withReplica(arn("us-east-1", "far")).found());

        assertThat(fleet.onlyStream().status()).isEqualTo(Status.INACTIVE);
        assertThat(fleet.onlyStream().stale()).isTrue();
        assertThat(fleet.onlyStream().reason()).contains("not known");
        assertThat(fleet.onlyStream().error()).isNull();
    }

    @Test
    void what_its_sender_shows_needs_no_look_at_the_replica() {
        fleet.change("main", server -> server.sender(5, "walreceiver", "far"))
                .rds(instance("main").withReplica(arn("us-east-1", "far")).found());

        assertThat(fleet.onlyStream().status()).isEqualTo(Status.ACTIVE);
        assertThat(fleet.onlyStream().stale()).isFalse();
    }

    @Test
    void a_replica_of_another_region_names_its_source_by_arn() {
        fleet.rds(
                instance("main").found(),
                instance("far")
                        .in("us-east-1")
                        .replicaOf(arn(AnyRds.HOME, "main"))
                        .found());

        assertThat(fleet.onlyStream().sourceServer()).isEqualTo(fleet.serverId("main"));
    }

    @Test
    void a_namesake_in_another_region_is_not_the_source() {
        fleet.rds(
                instance("main").found(),
                instance("far").in("us-east-1").replicaOf("main").found());

        assertThat(fleet.streams()).isEmpty();
    }

    @Test
    void what_has_nothing_to_do_with_anything_registered_stays_off_the_map() {
        fleet.rds(instance("other").found(), instance("copy").replicaOf("other").found());

        assertThat(fleet.streams()).isEmpty();
        assertThat(fleet.map().servers()).hasSize(1);
    }

    @Test
    void a_cascade_is_followed_to_its_end() {
        fleet.rds(
                instance("main").found(),
                instance("copy").replicaOf("main").found(),
                instance("third").replicaOf("copy").found());

        assertThat(fleet.streams()).hasSize(2);
        assertThat(fleet.map().servers()).hasSize(3);
    }

    @Test
    void a_registered_replica_that_was_never_reached_has_its_stream() {
        fleet.with("copy", server -> server.standbyOf("main"))
                .neverSeen("copy")
                .rds(
                        instance("main").found(),
                        instance("copy").replicaOf("main").found());
        Stream stream = fleet.onlyStream();

        assertThat(stream.targetServer()).isEqualTo(fleet.serverId("copy"));
        assertThat(stream.stale()).isTrue();
        assertThat(stream.status()).isEqualTo(Status.INACTIVE);
        assertThat(serverNamed("copy-copy").managedBy()).isEqualTo(ManagedBy.RDS);
    }

    @Test
    void a_registered_replica_that_was_not_polled_yet_has_its_stream() {
        fleet.with("copy", server -> server.standbyOf("main"))
                .notPolledYet("copy")
                .rds(
                        instance("main").found(),
                        instance("copy").replicaOf("main").found());

        assertThat(fleet.onlyStream().status()).isEqualTo(Status.ACTIVE);
    }

    @Test
    void a_stream_that_servers_show_themselves_is_not_drawn_twice() {
        aPair().rds(instance("main").found(), instance("copy").replicaOf("main").found());

        assertThat(fleet.onlyStream().match().why()).contains("receiver");
        assertThat(fleet.onlyStream().lag().bytes()).isEqualTo(Bytes.ZERO);
    }

    @Test
    void a_stream_keeps_its_id_when_rds_confirms_it() {
        Stream before = aPair().onlyStream();
        fleet.rds(instance("main").found(), instance("copy").replicaOf("main").found());

        assertThat(fleet.onlyStream().id()).isEqualTo(before.id());
    }

    @Test
    void rds_knows_better_than_what_was_inferred() {
        fleet.change("main", server -> server.sender(5, "walreceiver", "10.0.0.7"))
                .with("copy", server -> server.standbyOf("main").receivesBehindACurtain())
                .with("third", server -> server.standbyOf("main").receivesBehindACurtain())
                .rds(
                        instance("main").found(),
                        instance("copy").replicaOf("main").found(),
                        instance("third").replicaOf("copy").found());

        assertThat(fleet.streams())
                .hasSize(2)
                .allSatisfy(stream -> assertThat(stream.match().certainty()).isEqualTo(Certainty.PROVEN));
        assertThat(LogicalLinksTest.streamTo(fleet, "third").sourceServer()).isEqualTo(fleet.serverId("copy"));
        assertThat(LogicalLinksTest.streamTo(fleet, "copy").sourceServer()).isEqualTo(fleet.serverId("main"));
    }

    @Test
    void an_upstream_under_an_internal_address_is_the_source_that_rds_names() {
        fleet.with("copy", server -> server.standbyOf("other").receivesFrom("10.0.0.9", 5432, null))
                .rds(
                        instance("main").found(),
                        instance("copy").replicaOf("main").found());

        assertThat(fleet.onlyStream().sourceServer()).isEqualTo(fleet.serverId("main"));
        assertThat(fleet.map().servers()).hasSize(2);
    }

    @Test
    void a_standby_known_by_its_sender_alone_is_the_one_replica_that_rds_has() {
        fleet.change("main", server -> server.sender(5, "walreceiver", "10.0.0.7"))
                .rds(
                        instance("main").found(),
                        instance("copy").replicaOf("main").found());

        assertThat(fleet.onlyStream().targetServer())
                .isEqualTo(serverNamed("copy").id());
        assertThat(fleet.onlyStream().lag().bytes()).isEqualTo(Bytes.ZERO);
        assertThat(fleet.map().servers()).hasSize(2);
    }

    @Test
    void of_several_each_is_there_once_and_none_beside_them() {
        fleet.change(
                        "main",
                        server -> server.sender(5, "walreceiver", "10.0.0.7").sender(6, "walreceiver", "10.0.0.8"))
                .rds(
                        instance("main").found(),
                        instance("one").replicaOf("main").found(),
                        instance("two").replicaOf("main").found());

        assertThat(fleet.streams()).hasSize(2).extracting(Stream::id).doesNotHaveDuplicates();
        assertThat(fleet.map().servers())
                .extracting(MappedServer::name)
                .contains("one", "two")
                .hasSize(3);
    }

    @Test
    void a_slot_that_rds_named_for_a_replica_tells_it_from_the_others() {
        fleet.change(
                        "main",
                        server -> server.slot(
                                        "rds_us_east_1_db_two",
                                        slot -> slot.physical().readBy(6))
                                .wal(900)
                                .sender(5, "walreceiver", "10.0.0.7")
                                .wal(500)
                                .sender(6, "walreceiver", "10.0.0.8")
                                .wal(1000))
                .rds(
                        instance("main").found(),
                        instance("one").replicaOf("main").found(),
                        instance("two").replicaOf("main").found());

        assertThat(streamNamed("two").lag().bytes()).isEqualTo(new Bytes(500));
        assertThat(streamNamed("one").lag().bytes()).isEqualTo(new Bytes(100));
        assertThat(fleet.streams()).hasSize(2);
    }

    @Test
    void more_senders_than_replicas_leave_those_that_rds_does_not_know_yet() {
        fleet.change(
                        "main",
                        server -> server.sender(5, "walreceiver", "10.0.0.7").sender(6, "walreceiver", "10.0.0.8"))
                .rds(instance("main").found(), instance("one").replicaOf("main").found());

        assertThat(fleet.streams()).hasSize(2);
        assertThat(fleet.map().servers()).hasSize(3);
    }

    @Test
    void whoever_registers_a_replica_takes_over_its_stream() {
        fleet.rds(instance("main").found(), instance("copy").replicaOf("main").found());
        StreamId before = fleet.onlyStream().id();
        fleet.with("copy", server -> server.standbyOf("main").receivesFrom("main", 5432, null));

        assertThat(fleet.onlyStream().id()).isEqualTo(before);
        assertThat(fleet.onlyStream().targetServer()).isEqualTo(fleet.serverId("copy"));
    }

    @Test
    void its_address_is_evidence_of_a_replica_so_that_registering_it_keeps_its_id() {
        fleet.rds(instance("main").found(), instance("copy").replicaOf("main").found());

        assertThat(fleet.links().evidence())
                .anySatisfy(set -> assertThat(set)
                        .contains(Evidence.ofServerAt(new Endpoint("copy", 5432)), Evidence.ofRds("db-COPY")));
    }

    @Test
    void a_replica_that_was_promoted_is_none_whatever_rds_said_minutes_ago() {
        aPair().rds(instance("main").found(), instance("copy").replicaOf("main").found())
                .change("main", Instance::noSenders)
                .change("copy", Instance::promoted);

        assertThat(fleet.streams()).isEmpty();
    }

    @Test
    void readers_of_aurora_share_the_storage_of_their_writer() {
        fleet.change("main", server -> server.managedBy(ManagedBy.AURORA))
                .with("reader", server -> server.standbyOf("main").managedBy(ManagedBy.AURORA))
                .rds(
                        cluster("shop", "main", "reader", "spare"),
                        instance("main").writerOf("shop").found(),
                        instance("reader").readerOf("shop").found(),
                        instance("spare").readerOf("shop").found());

        assertThat(fleet.streams()).hasSize(2).allSatisfy(stream -> {
            assertThat(stream.status()).isEqualTo(Status.ACTIVE);
            assertThat(stream.lag()).isEqualTo(Lag.UNKNOWN);
            assertThat(stream.sourceServer()).isEqualTo(fleet.serverId("main"));
        });
        assertThat(serverNamed("spare").managedBy()).isEqualTo(ManagedBy.AURORA);
    }

    @Test
    void a_cluster_registered_by_its_own_addresses_is_its_writer_and_its_reader() {
        var shop = aFleet().with("shop-writer", server -> server.managedBy(ManagedBy.AURORA))
                .with("shop-reader", server -> server.standbyOf("shop-writer").managedBy(ManagedBy.AURORA))
                .rds(
                        cluster("shop", "one", "two"),
                        instance("one").writerOf("shop").found(),
                        instance("two").readerOf("shop").found());

        assertThat(shop.onlyStream().sourceServer()).isEqualTo(shop.serverId("shop-writer"));
        assertThat(shop.onlyStream().targetServer()).isEqualTo(shop.serverId("shop-reader"));
    }

    @Test
    void a_replica_that_is_being_made_does_not_pass_for_active() {
        fleet.rds(
                instance("main").found(),
                instance("copy").replicaOf("main").is("creating").found());

        assertThat(fleet.onlyStream().status()).isEqualTo(Status.INACTIVE);
        assertThat(fleet.onlyStream().reason()).contains("creating");
    }

    @Test
    void two_maps_of_the_same_facts_are_equal() {
        fleet.rds(
                instance("main").found(),
                instance("copy").replicaOf("main").found(),
                instance("far")
                        .in("us-east-1")
                        .replicaOf(arn(AnyRds.HOME, "main"))
                        .found());

        assertThat(fleet.map()).isEqualTo(fleet.map());
    }

    private Fleet aPair() {
        return fleet.change("main", server -> server.sender(5, "walreceiver", "copy"))
                .with("copy", server -> server.standbyOf("main").receivesFrom("main", 5432, null));
    }

    private MappedServer serverNamed(String name) {
        return fleet.map().servers().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(fleet.map().servers().toString()));
    }

    private Stream streamNamed(String name) {
        return fleet.streams().stream()
                .filter(stream -> stream.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(fleet.streams().toString()));
    }
}

package dev.pgrm.domain.topology;

import static dev.pgrm.domain.topology.Fleet.aFleet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A loopback address means the machine it is used on. */
class LoopbackTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "::1", "0:0:0:0:0:0:0:1", "LOCALHOST"})
    void on_a_machine_registered_by_loopback_all_spellings_are_one(String host) {
        var fleet = aFleet().with(
                        "localhost", 5001, server -> server.database("shop").slot("feed", slot -> slot.readBy(1)))
                .with("127.0.0.1", 5002, server -> server.subscribes("feed", sub -> sub.to(host, 5001, "shop")));

        assertThat(fleet.onlyStream().sourceServer()).isEqualTo(fleet.serverId("localhost5001"));
    }

    @Test
    void it_leads_to_the_subscribers_machine_and_not_to_ours() {
        var fleet = aFleet().with("localhost", 5433, server -> server.database("shop"))
                .with("lake", 5433, server -> server.database("shop").slot("feed", slot -> slot.readBy(1)))
                .with("lake", server -> server.subscribes("feed", sub -> sub.to("localhost", 5433, "shop")));

        assertThat(fleet.onlyStream().sourceServer()).isEqualTo(fleet.serverId("lake5433"));
    }

    @Test
    void a_server_that_was_reached_through_a_tunnel_listens_on_nobodys_loopback_address() {
        var fleet = aFleet().with("far", server -> server.database("shop").listensOn("127.0.0.1", 5432))
                .with("lake", server -> server.subscribes("feed", sub -> sub.to("127.0.0.1", "shop")));

        assertThat(fleet.onlyStream().sourceServer()).isNotEqualTo(fleet.serverId("far"));
    }

    @Test
    void unregistered_publishers_on_two_machines_do_not_become_one() {
        var fleet = aFleet().with("lake", server -> server.subscribes("feed", sub -> sub.to("localhost", 6000, "shop")))
                .with("pond", server -> server.subscribes("feed", sub -> sub.to("localhost", 6000, "shop")));

        assertThat(fleet.streams()).extracting(Stream::sourceServer).doesNotHaveDuplicates();
    }

    @Test
    void private_addresses_used_in_two_networks_prove_nothing() {
        var fleet = aFleet().with("a", server -> server.database("shop").listensOn("172.17.0.2", 5432))
                .with(
                        "b",
                        server -> server.database("shop")
                                .listensOn("172.17.0.2", 5432)
                                .slot("feed", slot -> slot.readBy(1)))
                .with("lake", server -> server.subscribes("feed", sub -> sub.to("172.17.0.2", "shop")));

        assertThat(fleet.onlyStream().sourceServer()).isEqualTo(fleet.serverId("b"));
    }
}

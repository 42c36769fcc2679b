package dev.pgrm.domain.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.stream.Match.Certainty;
import org.junit.jupiter.api.Test;

class LargeFleetTest {
    @Test
    void a_thousand_servers_in_a_ring_are_matched_by_address_and_by_slot() {
        int servers = 1000;
        var fleet = Fleet.aFleet();
        for (int i = 0; i < servers; i++) {
            int self = i;
            int previous = (i + servers - 1) % servers;
            fleet.with("s" + i, server -> {
                server.database("db");
                for (int stream = 0; stream < 3; stream++) {
                    int pid = stream + 1;
                    server.slot("f" + self + "_" + stream, slot -> slot.readBy(pid));
                }
                server.subscribes("f" + previous + "_0", sub -> sub.to("s" + previous, "db"))
                        .subscribes("f" + previous + "_1", sub -> sub.to("proxy", "db"))
                        .subscribes("f" + previous + "_2", sub -> {});
            });
        }

        var links = fleet.links().logical;

        assertThat(links).hasSize(3 * servers).allMatch(link -> link.publisher() != null && link.subscriber() != null);
        assertThat(links.stream().filter(link -> link.match().certainty() == Certainty.PROVEN))
                .hasSize(servers);
        assertThat(links.stream().filter(link -> link.match().certainty() == Certainty.INFERRED))
                .hasSize(2 * servers);
    }
}

package dev.pgrm.domain.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.stream.Match.Certainty;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Map;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LargeFleetTest {
    private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();

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

    /** A thousand pairs, each with a stream that copies: what one refresh of the map costs, verdicts included. */
    @Test
    @Tag("bench")
    void a_thousand_streams_are_judged() {
        var fleet = Fleet.aFleet();
        for (int i = 0; i < 1000; i++) {
            String feed = "f" + i;
            String publisher = "p" + i;
            fleet.with(
                            publisher,
                            server -> server.slot(feed, slot -> slot.readBy(1).wal("reserved", 1L << 40))
                                    .sender(1, feed, "10.0.0.1")
                                    .limit("max_wal_senders", 1, 10))
                    .with(
                            "s" + i,
                            server -> server.subscribes(
                                            feed,
                                            sub -> sub.to(publisher, publisher)
                                                    .was(Fleet.NOON, 80, 0, 0)
                                                    .tables(Map.of(TableState.COPYING, 2, TableState.READY, 8))
                                                    .copy("a", TableState.COPYING, 400L)
                                                    .copy("b", TableState.COPYING, 400L))
                                    .limit("max_logical_replication_workers", 1, 4));
        }
        Links links = fleet.links();
        assertThat(fleet.streams()).hasSize(1000).allMatch(stream -> stream.backfill() != null);

        long best = Long.MAX_VALUE;
        for (int round = 0; round < 60; round++) {
            long began = PROCESSOR.getCurrentThreadCpuTime();
            assertThat(fleet.draw(links).streams()).hasSize(1000);
            best = Math.min(best, PROCESSOR.getCurrentThreadCpuTime() - began);
        }

        Logger.getLogger("bench").info("drawing 1000 streams takes " + best / 1_000_000.0 + " ms of a processor");
    }
}

package dev.pgrm.domain.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.aws.RdsDatabase;
import dev.pgrm.domain.stream.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever a fleet looks like, each stream is drawn once and none is made up. */
class AnyFleetTest {
    private static final List<String> SLOTS = List.of("a", "b", "c");

    @Property(tries = 300)
    void each_subscription_makes_one_stream_and_each_slot_feeds_at_most_one(@ForAll long seed) {
        var random = new Random(seed);
        Fleet fleet = Fleet.aFleet();
        int subscriptions = 0;
        int servers = 2 + random.nextInt(4);
        for (int i = 0; i < servers; i++) {
            int count = random.nextInt(3);
            subscriptions += count;
            fleet.with("s" + i, server -> furnish(server, count, random));
        }
        for (int i = 0; i < servers; i++) {
            if (random.nextInt(4) == 0) {
                fleet.down("s" + i);
            }
        }

        List<Stream> streams = fleet.streams();

        assertThat(streams).extracting(Stream::id).doesNotHaveDuplicates();
        assertThat(streams.stream().filter(stream -> stream.subscription() != null))
                .hasSize(subscriptions);
        assertThat(streams.stream()
                        .filter(stream -> stream.slotStatus() != null)
                        .map(stream -> stream.sourceServer() + " " + stream.slot()))
                .doesNotHaveDuplicates();
        assertThat(fleet.map()).isEqualTo(fleet.map());
    }

    @Property(tries = 300)
    void whatever_rds_says_each_server_follows_one_other_at_most(@ForAll long seed) {
        var random = new Random(seed);
        Fleet fleet = Fleet.aFleet();
        int servers = 2 + random.nextInt(4);
        for (int i = 0; i < servers; i++) {
            fleet.with("s" + i, server -> furnishPhysical(server, servers, random));
        }
        for (int i = 0; i < servers; i++) {
            switch (random.nextInt(6)) {
                case 0 -> fleet.down("s" + i);
                case 1 -> fleet.neverSeen("s" + i);
                default -> {}
            }
        }
        int without = streamsToRegistered(fleet).size();
        fleet.rds(anyInventory(servers + 3, random));

        List<Stream> streams = fleet.streams();

        assertThat(streams).extracting(Stream::id).doesNotHaveDuplicates();
        assertThat(streams).extracting(Stream::targetServer).doesNotHaveDuplicates();
        assertThat(streams)
                .allSatisfy(stream -> assertThat(stream.sourceServer()).isNotEqualTo(stream.targetServer()));
        assertThat(streamsToRegistered(fleet)).hasSizeGreaterThanOrEqualTo(without);
        assertThat(fleet.map()).isEqualTo(fleet.map());
    }

    private static List<Stream> streamsToRegistered(Fleet fleet) {
        return fleet.streams().stream()
                .filter(stream -> stream.targetNode() != null)
                .toList();
    }

    private static void furnishPhysical(Instance server, int servers, Random random) {
        if (random.nextInt(3) > 0 && !server.name.equals("s0")) {
            server.standbyOf("s0");
            switch (random.nextInt(4)) {
                case 0 -> server.receivesFrom("s" + random.nextInt(servers), 5432, null);
                case 1 -> server.receivesFrom("10.0.0." + random.nextInt(3), 5432, null);
                case 2 -> server.receivesBehindACurtain();
                default -> {}
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            server.sender(i, "walreceiver", "10.0.0." + i);
        }
    }

    private static RdsDatabase[] anyInventory(int instances, Random random) {
        var found = new ArrayList<RdsDatabase>();
        for (int i = 0; i < instances; i++) {
            AnyRds any = AnyRds.instance("s" + i);
            found.add((random.nextBoolean() ? any.replicaOf("s" + random.nextInt(instances)) : any).found());
        }
        return found.toArray(RdsDatabase[]::new);
    }

    private static void furnish(Instance server, int subscriptions, Random random) {
        server.database("db");
        if (random.nextInt(4) == 0) {
            server.cloneOf("s0");
        }
        for (String slot : SLOTS) {
            if (random.nextBoolean()) {
                server.slot(slot, any -> {
                    if (random.nextBoolean()) {
                        any.readBy(slot.charAt(0)).confirmed(random.nextLong(1L << 40));
                    }
                });
                server.sender(slot.charAt(0), slot, null);
            }
        }
        var names = new ArrayList<>(SLOTS);
        for (int i = 0; i < subscriptions; i++) {
            server.subscribes(names.remove(random.nextInt(names.size())), sub -> {
                if (random.nextBoolean()) {
                    sub.to(random.nextBoolean() ? "localhost" : "s" + random.nextInt(7), "db");
                }
                if (random.nextInt(3) == 0) {
                    sub.disabled();
                }
            });
        }
    }
}

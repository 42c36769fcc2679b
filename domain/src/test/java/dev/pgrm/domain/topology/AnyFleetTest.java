package dev.pgrm.domain.topology;

import static org.assertj.core.api.Assertions.assertThat;

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

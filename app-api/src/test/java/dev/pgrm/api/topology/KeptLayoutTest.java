package dev.pgrm.api.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.api.topology.MapLayout.Drawn;
import dev.pgrm.application.topology.Position;
import dev.pgrm.domain.topology.Topology;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class KeptLayoutTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CountDownLatch mayBeDrawn = new CountDownLatch(1);

    /** Which takes its time over each picture. */
    private final class Slow extends RememberedLayouts {
        @Override
        public void keep(String fingerprint, Map<UUID, List<Position>> places, Instant now) {
            try {
                mayBeDrawn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            super.keep(fingerprint, places, now);
        }
    }

    /** 20 sources, each with 15 streams to one of the others. */
    private static Topology large(int servers) {
        var drawing = new Drawing();
        for (int i = 0; i < 300; i++) {
            drawing.stream(i / 15, 20 + i % (servers - 20));
        }
        return drawing.topology(servers);
    }

    private static Drawn whole(Topology topology) {
        return MapLayout.of(topology, LayeredLayout.compute(topology));
    }

    @Test
    void a_large_map_does_not_wait_for_its_picture() {
        var layout = new KeptLayout(new Slow(), Clock.systemUTC());
        Topology topology = large(40);

        Drawn first = layout.of(topology);

        assertThat(first.servers().values()).extracting(box -> box.at()).doesNotHaveDuplicates();
        mayBeDrawn.countDown();
        await().atMost(PATIENCE).until(() -> layout.of(topology).equals(whole(topology)));
    }

    @Test
    void what_is_new_on_a_large_map_stands_below_what_was_there_until_all_is_drawn_anew() {
        var kept = new RememberedLayouts();
        var layout = new KeptLayout(kept, Clock.systemUTC());
        Drawn before = layout.whole(large(40));

        Drawn meanwhile = layout.of(large(41));

        before.servers().forEach((id, box) -> assertThat(meanwhile.server(id)).isEqualTo(box));
        double lowest = before.servers().values().stream()
                .mapToDouble(box -> box.at().y() + box.height())
                .max()
                .orElseThrow();
        assertThat(meanwhile.server(Drawing.server(40)).at().y()).isGreaterThan(lowest);
        await().atMost(PATIENCE).until(() -> layout.of(large(41)).equals(whole(large(41))));
    }

    @Test
    void what_was_drawn_before_is_there_at_once_after_a_restart() {
        var kept = new RememberedLayouts();
        new KeptLayout(kept, Clock.systemUTC()).whole(large(40));

        assertThat(new KeptLayout(kept, Clock.systemUTC()).of(large(40))).isEqualTo(whole(large(40)));
    }

    @Test
    void a_small_one_is_drawn_at_once() {
        var layout = new KeptLayout(new RememberedLayouts(), Clock.systemUTC());
        Topology topology = new Drawing().stream(0, 1).topology(2);

        assertThat(layout.of(topology)).isEqualTo(whole(topology));
    }
}

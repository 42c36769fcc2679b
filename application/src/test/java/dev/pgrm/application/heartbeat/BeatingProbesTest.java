package dev.pgrm.application.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.database.Specs;
import dev.pgrm.application.topology.Sights;
import dev.pgrm.application.watch.Probe;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.server.Server;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BeatingProbesTest {
    private static final ServerId SERVER = new ServerId(new UUID(0, 1));
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final MovableClock clock = new MovableClock();
    private final List<String> beats = new ArrayList<>();
    private long wal;

    /** Its slot of the database orders stays at zero. */
    private Probe probe() {
        Probe.Factory probes = (server, databases) -> new Probe() {
            @Override
            public Observation poll(@Nullable Observation previous) {
                return Sights.of(SERVER, clock.instant(), wal);
            }

            @Override
            public void close() {}
        };
        return new BeatingProbes(
                        probes,
                        database -> {
                            beats.add(database.name());
                            return null;
                        },
                        EVERY,
                        clock,
                        Runnable::run)
                .open(new Server(SERVER, new Endpoint("shop.example", 5432)), List.of(of("orders"), of("billing")));
    }

    private static Database of(String name) {
        return new Database(
                new DatabaseId(UUID.randomUUID()),
                SERVER,
                Specs.on("shop.example", name),
                Keeper.PEOPLE,
                1,
                Instant.EPOCH,
                "ada",
                Instant.EPOCH,
                "ada");
    }

    private void turns(Probe probe, int turns) {
        for (int turn = 0; turn < turns; turn++) {
            clock.advance(EVERY);
            probe.poll(null);
        }
    }

    @Test
    void beats_where_a_slot_that_is_read_does_not_move() {
        wal = 1_000;
        Probe probe = probe();
        turns(probe, 1);
        assertThat(beats).isEmpty();

        turns(probe, 2);

        assertThat(beats).containsExactly("orders", "orders");
    }

    @Test
    void beats_no_more_often_than_it_was_told() {
        wal = 1_000;
        Probe probe = probe();
        turns(probe, 2);

        for (int poll = 0; poll < 10; poll++) {
            clock.advance(Duration.ofSeconds(5));
            probe.poll(null);
        }

        assertThat(beats).hasSize(1);
    }

    @Test
    void leaves_one_alone_that_has_confirmed_all_there_is() {
        turns(probe(), 5);

        assertThat(beats).isEmpty();
    }
}

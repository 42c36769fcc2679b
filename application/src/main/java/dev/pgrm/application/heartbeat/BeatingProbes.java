package dev.pgrm.application.heartbeat;

import dev.pgrm.application.watch.Probe;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.server.Server;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Probes that write a message where a slot is read and does not move: its database is idle, while others of the server go on writing
 * the log that it holds. Whoever polls a server is the one that does it.
 */
public final class BeatingProbes implements Probe.Factory {
    private static final Logger log = LoggerFactory.getLogger(BeatingProbes.class);

    private final Probe.Factory probes;
    private final Heartbeat heartbeat;
    private final Duration every;
    private final Clock clock;
    private final Executor beside;

    public BeatingProbes(Probe.Factory probes, Heartbeat heartbeat, Duration every, Clock clock) {
        this(
                probes,
                heartbeat,
                every,
                clock,
                work -> Thread.ofVirtual().name("heartbeat").start(work));
    }

    BeatingProbes(Probe.Factory probes, Heartbeat heartbeat, Duration every, Clock clock, Executor beside) {
        this.probes = probes;
        this.heartbeat = heartbeat;
        this.every = every;
        this.clock = clock;
        this.beside = beside;
    }

    @Override
    public Probe open(Server server, List<Database> databases) {
        return new BeatingProbe(probes.open(server, databases), databases);
    }

    private final class BeatingProbe implements Probe {
        private final Probe probe;
        private final List<Database> databases;
        private final AtomicBoolean beating = new AtomicBoolean();
        private Map<SlotName, Lsn> confirmed = Map.of();
        private Instant lookedAt;

        BeatingProbe(Probe probe, List<Database> databases) {
            this.probe = probe;
            this.databases = databases;
            this.lookedAt = clock.instant();
        }

        @Override
        public Observation poll(@Nullable Observation previous) {
            Observation observation = probe.poll(previous);
            Instant now = clock.instant();
            // Whichever way: a clock may be set back.
            if (observation instanceof Seen seen
                    && Duration.between(lookedAt, now).abs().compareTo(every) >= 0) {
                lookedAt = now;
                look(seen);
            }
            return observation;
        }

        private void look(Seen seen) {
            List<Database> idle = seen.server().identity().inRecovery()
                    ? List.of()
                    : databases.stream()
                            .filter(database -> seen.server().slots().stream()
                                    .anyMatch(slot -> of(slot, database) && stands(slot, seen)))
                            .toList();
            Map<SlotName, Lsn> positions = new HashMap<>();
            seen.server().slots().forEach(slot -> {
                if (slot.confirmedFlush() != null) {
                    positions.put(slot.name(), slot.confirmedFlush());
                }
            });
            confirmed = positions;
            if (!idle.isEmpty() && beating.compareAndSet(false, true)) {
                beside.execute(() -> beat(idle));
            }
        }

        private boolean of(Slot slot, Database database) {
            return database.spec().database().equals(slot.database());
        }

        /** Somebody reads it, and it is where it was at the last look, behind the end of the log. */
        private boolean stands(Slot slot, Seen seen) {
            Lsn position = slot.confirmedFlush();
            return slot.active()
                    && !slot.temporary()
                    && position != null
                    && position.equals(confirmed.get(slot.name()))
                    && !position.equals(seen.server().wal().current());
        }

        private void beat(List<Database> idle) {
            try {
                for (Database database : idle) {
                    Trouble trouble = heartbeat.beat(database);
                    if (trouble != null) {
                        log.warn("No heartbeat into {}: {}", database.name(), trouble.message());
                    }
                }
            } finally {
                beating.set(false);
            }
        }

        @Override
        public List<ReplicationMessage> heard() {
            return probe.heard();
        }

        @Override
        public void keepHeard() {
            probe.keepHeard();
        }

        @Override
        public void close() {
            probe.close();
        }
    }
}

package dev.pgrm.application.log;

import dev.pgrm.application.log.LogBook.Told;
import dev.pgrm.application.watch.Probe;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.server.Server;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Probes that bring what they heard to the book, once they are told that it is theirs to tell. Reading a part again adds nothing. */
public final class KeepingProbes implements Probe.Factory {
    private final Probe.Factory probes;
    private final Scribe scribe;

    public KeepingProbes(Probe.Factory probes, Scribe scribe) {
        this.probes = probes;
        this.scribe = scribe;
    }

    @Override
    public Probe open(Server server, List<Database> databases) {
        return new KeepingProbe(server, probes.open(server, databases));
    }

    private final class KeepingProbe implements Probe {
        private final Server server;
        private final Probe probe;
        private List<ReplicationMessage> unkept = List.of();

        KeepingProbe(Server server, Probe probe) {
            this.server = server;
            this.probe = probe;
        }

        @Override
        public Observation poll(@Nullable Observation previous) {
            Observation observation = probe.poll(previous);
            unkept = Stream.concat(unkept.stream(), probe.heard().stream()).toList();
            return observation;
        }

        /** And what was heard before, while the lease was nobody's. */
        @Override
        public List<ReplicationMessage> heard() {
            return unkept;
        }

        @Override
        public void keepHeard() {
            scribe.take(unkept.stream()
                    .map(message -> new Told(server.id(), message))
                    .toList());
            unkept = List.of();
        }

        @Override
        public void close() {
            probe.close();
        }
    }
}

package dev.pgrm.application.stream;

import dev.pgrm.application.database.Registry;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.StreamType;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.topology.Chart;
import dev.pgrm.domain.topology.StreamEnds;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds a logical stream by its id on the map of now, with the ends that are registered. */
public final class StreamsOnMap {
    private final LiveTopology topology;
    private final Registry registry;

    public StreamsOnMap(LiveTopology topology, Registry registry) {
        this.topology = topology;
        this.registry = registry;
    }

    /** No stream on the map has that id. */
    public static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unknown(StreamId id) {
            super("No stream on the map has the id " + id);
        }
    }

    /** It is shown, and never changed. */
    public static final class Physical extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Physical(Stream stream) {
            super("Stream " + stream.name() + " is physical: a standby follows its primary by its own settings");
        }
    }

    public LogicalStream find(StreamId id) {
        Chart chart = topology.chart();
        Stream stream = chart.topology().streams().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Unknown(id));
        if (stream.type() == StreamType.PHYSICAL) {
            throw new Physical(stream);
        }
        StreamEnds ends = chart.endsOf(id);
        Subscription subscription = ends == null ? null : ends.subscription();
        return new LogicalStream(
                id,
                stream.name(),
                registered(stream.sourceNode()),
                registered(stream.targetNode()),
                subscription == null ? null : new Subscribed(subscription.oid(), subscription.name()),
                stream.slot(),
                stream.publications());
    }

    private @Nullable End registered(@Nullable UUID node) {
        Database database = node == null ? null : registry.find(new DatabaseId(node));
        return database == null ? null : new End(database.id(), database.name());
    }
}

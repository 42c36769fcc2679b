package dev.pgrm.application.stream;

import dev.pgrm.application.database.Registry;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.Observation.DatabaseSeen;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.PublisherAddress;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.Match.Certainty;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.StreamType;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.stream.SubscriptionId;
import dev.pgrm.domain.topology.Chart;
import dev.pgrm.domain.topology.StreamEnds;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds a logical stream by its id on the map of now, with the ends that are registered. */
public final class StreamsOnMap {
    /** Workers' clocks may differ. */
    private static final Duration CLOCKS_APART = Duration.ofMinutes(1);

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

    /** It is not sure which source it has. */
    public static final class Ambiguous extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ambiguous(Stream stream) {
            super("It is not sure which source stream " + stream.name() + " has: "
                    + stream.match().why());
        }
    }

    public LogicalStream find(StreamId id) {
        Chart chart = topology.chart();
        return logical(chart, stream(chart, id));
    }

    /** Likewise, if there is no doubt about its source. */
    public LogicalStream findCertain(StreamId id) {
        Chart chart = topology.chart();
        Stream stream = stream(chart, id);
        LogicalStream found = logical(chart, stream);
        if (stream.match().certainty() == Certainty.AMBIGUOUS) {
            throw new Ambiguous(stream);
        }
        return found;
    }

    private static Stream stream(Chart chart, StreamId id) {
        return chart.topology().streams().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new Unknown(id));
    }

    private LogicalStream logical(Chart chart, Stream stream) {
        if (stream.type() == StreamType.PHYSICAL) {
            throw new Physical(stream);
        }
        StreamEnds ends = chart.endsOf(stream.id());
        Subscription subscription = ends == null ? null : ends.subscription();
        return new LogicalStream(
                stream.id(),
                stream.name(),
                registered(stream.sourceNode()),
                registered(stream.targetNode()),
                subscription == null ? null : new Subscribed(subscription.oid(), subscription.name()),
                stream.slot(),
                stream.publications());
    }

    /** That of a subscription, if the map shows it. */
    @Nullable
    LogicalStream subscribedBy(SubscriptionId holder) {
        Chart chart = topology.chart();
        return chart.topology().streams().stream()
                .filter(stream -> stream.type() == StreamType.LOGICAL && subscribes(chart.endsOf(stream.id()), holder))
                .findFirst()
                .map(stream -> logical(chart, stream))
                .orElse(null);
    }

    /** Where a subscription connects to, as far as the map may read it. */
    @Nullable
    PublisherAddress publisherOf(StreamId id) {
        StreamEnds ends = topology.chart().endsOf(id);
        Subscription subscription = ends == null ? null : ends.subscription();
        return subscription == null ? null : subscription.publisher();
    }

    /** Whether a worker receives it now, from wherever that is. */
    boolean isReceived(StreamId id) {
        StreamEnds ends = topology.chart().endsOf(id);
        Subscription subscription = ends == null ? null : ends.subscription();
        return subscription != null && subscription.worker() != null;
    }

    private static boolean subscribes(@Nullable StreamEnds ends, SubscriptionId holder) {
        return ends != null
                && holder.target().equals(ends.subscriber())
                && ends.subscription() != null
                && ends.subscription().oid().equals(holder.subscription());
    }

    /** Its database was seen well after that moment, and the subscription was not there. */
    boolean lacks(SubscriptionId holder, Instant since) {
        return topology.observations().values().stream()
                .anyMatch(each -> each instanceof Seen seen
                        && seen.at().isAfter(since.plus(CLOCKS_APART))
                        && seen.databases().stream()
                                .anyMatch(database -> database instanceof DatabaseSeen(var id, var facts)
                                        && id.equals(holder.target())
                                        && facts.subscriptions().stream()
                                                .noneMatch(subscription ->
                                                        subscription.oid().equals(holder.subscription()))));
    }

    @Nullable
    Database registered(DatabaseId id) {
        return topology.registered().databases().stream()
                .filter(database -> database.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    private @Nullable End registered(@Nullable UUID node) {
        Database database = node == null ? null : registry.find(new DatabaseId(node));
        return database == null ? null : End.of(database);
    }
}

package dev.pgrm.application.stream;

import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.DatabaseFacts.Publication;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.SubscriptionOptions;
import dev.pgrm.domain.observation.SubscriptionOptions.TwoPhase;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.StreamType;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import dev.pgrm.domain.topology.Chart;
import dev.pgrm.domain.topology.ServerSight;
import dev.pgrm.domain.topology.StreamEnds;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the map tells of a stream that is to be changed, and of those beside it. */
record StreamSeen(Chart chart, LogicalStream stream) {
    /** As the subscription has them; what was not seen is not said. */
    Options options() {
        StreamEnds ends = chart.endsOf(stream.id());
        Subscription subscription = ends == null ? null : ends.subscription();
        return subscription == null ? Options.UNSAID : options(subscription.options());
    }

    private static Options options(SubscriptionOptions seen) {
        return new Options(
                seen.origin(),
                seen.failover(),
                seen.twoPhase() == null ? null : seen.twoPhase() != TwoPhase.DISABLED,
                seen.binary(),
                seen.streaming(),
                seen.runAsOwner(),
                seen.disableOnError());
    }

    /** Nothing where the source was never seen, or has none of that name. */
    @Nullable
    Publication publication(PublicationName name) {
        End source = stream.source();
        ServerSight sight = source == null ? null : sight();
        return sight == null || source == null
                ? null
                : sight.databases().stream()
                        .filter(database -> database.id().equals(source.id()))
                        .map(database -> database.lastSeen())
                        .filter(Objects::nonNull)
                        .map(DatabaseFacts::publications)
                        .flatMap(List::stream)
                        .filter(publication -> publication.name().equals(name))
                        .findFirst()
                        .orElse(null);
    }

    private @Nullable ServerSight sight() {
        return chart.topology().streams().stream()
                .filter(each -> each.id().equals(stream.id()))
                .map(each -> chart.sightOf(each.sourceServer()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The other streams that publish by it, or may, by their names. What subscribers get that are not registered is not known. */
    List<String> othersWith(PublicationName name) {
        End source = stream.source();
        return chart.topology().streams().stream()
                .filter(each -> each.type() == StreamType.LOGICAL && !each.id().equals(stream.id()))
                .filter(each -> source != null && source.id().value().equals(each.sourceNode()))
                .filter(each ->
                        each.publications().isEmpty() || each.publications().contains(name))
                .map(Stream::name)
                .sorted()
                .toList();
    }
}

package dev.pgrm.application.stream;

import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.observation.DatabaseFacts.Publication;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.Observation.DatabaseView;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.stream.Bystanders;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.StreamType;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Whether a publication may be changed for the sake of one stream alone, as far as the map knows. */
final class PublicationInUse {
    private final LiveTopology topology;

    PublicationInUse(LiveTopology topology) {
        this.topology = topology;
    }

    /** It lists its tables, and nobody else takes from it, or may. */
    boolean servesAlone(LogicalStream stream, PublicationName publication) {
        return listsTables(stream, publication)
                && !isShared(stream, publication)
                && IdleSlots.beside(stream, topology.chart()) == null;
    }

    Bystanders bystanders(LogicalStream stream, PublicationName publication) {
        return IdleSlots.of(publication, stream, topology.chart());
    }

    private boolean listsTables(LogicalStream stream, PublicationName publication) {
        return topology.observations().values().stream()
                .map(Observation::lastSeen)
                .filter(Objects::nonNull)
                .flatMap(seen -> seen.databases().stream())
                .filter(view -> view.id().equals(stream.requireSource().id()))
                .map(DatabaseView::lastSeen)
                .filter(Objects::nonNull)
                .flatMap(facts -> facts.publications().stream())
                .anyMatch(each -> each.name().equals(publication) && byName(each));
    }

    private static boolean byName(Publication publication) {
        return !publication.allTables() && publication.schemas().isEmpty();
    }

    private boolean isShared(LogicalStream stream, PublicationName publication) {
        List<Stream> all = topology.current().topology().streams();
        UUID server = all.stream()
                .filter(each -> each.id().equals(stream.id()))
                .findFirst()
                .map(Stream::sourceServer)
                .orElseThrow();
        return all.stream()
                .filter(each -> each.type() == StreamType.LOGICAL
                        && each.sourceServer().equals(server)
                        && !each.id().equals(stream.id()))
                .filter(each -> each.sourceNode() == null
                        || each.sourceNode().equals(stream.requireSource().id().value()))
                .anyMatch(each ->
                        each.publications().isEmpty() || each.publications().contains(publication));
    }
}

package dev.pgrm.application.stream;

import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.stream.Bystanders;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.Match.Certainty;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.StreamType;
import dev.pgrm.domain.topology.Chart;
import dev.pgrm.domain.topology.ChartedSlot;
import dev.pgrm.domain.topology.Topology.Node;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Slots beside that of a stream: those that feed nobody known may belong to subscriptions which nobody registered. */
final class IdleSlots {
    private IdleSlots() {}

    /** One of the same database whose publications nobody knows, or nothing. */
    static @Nullable String beside(LogicalStream stream, Chart chart) {
        Stream drawn = drawn(stream, chart);
        String database = chart.topology().nodes().stream()
                .filter(node -> node.id().equals(drawn.sourceNode()))
                .map(Node::database)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return chart.slots().stream()
                .filter(each -> each.server().equals(drawn.sourceServer()) && each.stream() == null)
                .map(ChartedSlot::slot)
                .filter(slot -> mayNeedPublications(slot) && Objects.equals(slot.database(), database))
                .map(slot -> slot.name().value())
                .filter(name -> stream.slot() == null || !stream.slot().value().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static Stream drawn(LogicalStream stream, Chart chart) {
        return chart.topology().streams().stream()
                .filter(each -> each.id().equals(stream.id()))
                .findFirst()
                .orElseThrow(() -> new StreamsOnMap.Unknown(stream.id()));
    }

    private static boolean mayNeedPublications(Slot slot) {
        return slot.kind() == Slot.Kind.LOGICAL
                && (slot.plugin() == null || slot.plugin().equals("pgoutput"))
                && !slot.copiesTable()
                && !slot.synced();
    }

    /** Those of other streams that are known to take nothing from a publication. */
    static Bystanders of(PublicationName publication, LogicalStream stream, Chart chart) {
        return of(List.of(publication), stream, chart);
    }

    /** Those of other streams that are known to take nothing from any of these publications. */
    static Bystanders of(List<PublicationName> publications, LogicalStream stream, Chart chart) {
        Stream drawn = drawn(stream, chart);
        return new Bystanders(chart.slots().stream()
                .filter(each -> each.server().equals(drawn.sourceServer())
                        && each.stream() != null
                        && takesOthersOnly(each.stream(), publications))
                .map(each -> each.slot().name())
                .toList());
    }

    private static boolean takesOthersOnly(Stream other, List<PublicationName> publications) {
        return other.type() == StreamType.LOGICAL
                && other.match().certainty() != Certainty.AMBIGUOUS
                && !other.publications().isEmpty()
                && Collections.disjoint(other.publications(), publications);
    }
}

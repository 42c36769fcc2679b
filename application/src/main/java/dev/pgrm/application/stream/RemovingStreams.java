package dev.pgrm.application.stream;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.database.Registration;
import dev.pgrm.application.operation.Commissioning;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.stream.ActingOnStreams.EndMissing;
import dev.pgrm.application.stream.DispensablePublications.Fate;
import dev.pgrm.application.stream.DispensablePublications.Wish;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.Violation;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SystemIdentifier;
import dev.pgrm.domain.stream.Bystanders;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.RemoveStream;
import dev.pgrm.domain.stream.RemoveStream.Leave;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.topology.Chart;
import dev.pgrm.domain.topology.ChartedSlot;
import dev.pgrm.domain.topology.ServerSight;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Removes streams that there are, whoever made them, with the publications that nobody needs any more. */
public final class RemovingStreams {
    private final StreamsOnMap streams;
    private final LiveTopology topology;
    private final DispensablePublications publications;
    private final Commissioning commissioning;
    private final Authorization authorization;

    public RemovingStreams(
            StreamsOnMap streams,
            LiveTopology topology,
            Journal journal,
            Commissioning commissioning,
            Authorization authorization) {
        this.streams = streams;
        this.topology = topology;
        this.publications = new DispensablePublications(journal);
        this.commissioning = commissioning;
        this.authorization = authorization;
    }

    /** Others use what was to be dropped, or may. */
    public static final class PublicationsInUse extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<Stream> users;

        PublicationsInUse(List<Stream> users) {
            super("Publications of this stream are used by "
                    + users.stream().map(Stream::name).collect(Collectors.joining(", ")));
            this.users = users;
        }

        public List<Stream> users() {
            return users;
        }
    }

    /** What the removal of a stream means. */
    public record Removal(
            LogicalStream stream,
            Leave leave,
            Fate publications,
            @Nullable Lsn position,
            @Nullable SystemIdentifier system,
            Bystanders bystanders) {
        RemoveStream work() {
            return new RemoveStream(stream, leave, publications.dropped(), position, system, bystanders);
        }
    }

    /** Changes nothing. */
    public Removal look(Actor actor, StreamId id, Leave leave, Wish wish) {
        authorization.require(actor, Act.OPERATE);
        if (leave == Leave.SLOT && wish == Wish.DROP) {
            throw new Registration.Refused(List.of(
                    new Violation("publications", "cannot be dropped while the source is left alone, by leave=slot")));
        }
        LogicalStream stream = required(leave == Leave.SLOT ? streams.find(id) : streams.findCertain(id), leave);
        Chart chart = topology.chart();
        Stream drawn = chart.topology().streams().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new StreamsOnMap.Unknown(id));
        Fate fate = publications.fate(stream, drawn, chart, wish);
        if (wish == Wish.DROP && !fate.users().isEmpty()) {
            throw new PublicationsInUse(fate.users());
        }
        Bystanders bystanders = IdleSlots.of(fate.dropped(), stream, chart);
        return leave == Leave.SUBSCRIPTION
                ? new Removal(stream, leave, fate, position(chart, drawn), system(stream, chart, drawn), bystanders)
                : new Removal(stream, leave, fate, null, null, bystanders);
    }

    /** By which slots of copies are known as those of its subscription. */
    private static @Nullable SystemIdentifier system(LogicalStream stream, Chart chart, Stream drawn) {
        ServerSight subscriber = stream.subscription() == null ? null : chart.sightOf(drawn.targetServer());
        return subscriber == null ? null : subscriber.seen().server().identity().system();
    }

    /** Where its slot stands, which nobody reads. */
    private static @Nullable Lsn position(Chart chart, Stream drawn) {
        return chart.slots().stream()
                .filter(each ->
                        each.stream() != null && drawn.id().equals(each.stream().id()))
                .map(ChartedSlot::slot)
                .filter(slot -> !slot.active())
                .map(slot -> slot.confirmedFlush() == null ? slot.restart() : slot.confirmedFlush())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static LogicalStream required(LogicalStream stream, Leave leave) {
        if (leave != Leave.SUBSCRIPTION) {
            ActingOnStreams.withTarget(stream);
        }
        if (leave != Leave.SLOT && stream.source() == null) {
            throw new EndMissing(stream, "source");
        }
        if (leave == Leave.SUBSCRIPTION && stream.slot() == null) {
            throw new EndMissing(stream, "slot");
        }
        return stream;
    }

    /** Begins what was looked at. */
    public Operation remove(Actor actor, Removal removal) {
        authorization.require(actor, Act.OPERATE);
        return commissioning.commission(actor, removal.work(), described(removal));
    }

    private static Map<String, String> described(Removal removal) {
        return ActingOnStreams.described(
                removal.stream(),
                Map.of(
                        "leave", Words.of(removal.leave()),
                        "publications",
                                removal.publications().dropped().stream()
                                        .map(PublicationName::value)
                                        .collect(Collectors.joining(", "))));
    }
}

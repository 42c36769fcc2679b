package dev.pgrm.application.stream;

import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.operation.Journal.Search;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationId;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.StreamType;
import dev.pgrm.domain.topology.Chart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which publications nobody needs once a stream is gone. Where nobody knows, somebody may. */
public final class DispensablePublications {
    private static final int MOST = 1_000;

    private final Journal journal;

    DispensablePublications(Journal journal) {
        this.journal = journal;
    }

    /** What is to become of them. */
    public enum Wish {
        /** Those that were made here for a stream go, unless another uses them or may. */
        SPARE,
        KEEP,
        /** They go, whoever made them. */
        DROP
    }

    /** One that stays. */
    public record Kept(PublicationName name, String why) {}

    /** @param users other streams that use one of them, or may */
    public record Fate(List<PublicationName> dropped, List<Kept> kept, List<Stream> users) {
        public Fate {
            dropped = List.copyOf(dropped);
            kept = List.copyOf(kept);
            users = List.copyOf(users);
        }
    }

    Fate fate(LogicalStream stream, Stream drawn, Chart chart, Wish wish) {
        End source = stream.source();
        List<Operation> creates = source == null ? List.of() : creates(source);
        List<CreateStream> made = made(creates, source);
        Map<PublicationName, OperationId> awaited = awaited(creates, source);
        var candidates = new LinkedHashSet<>(stream.publications());
        made.stream()
                .filter(each -> each.subscription().slot().equals(stream.slot()))
                .forEach(each -> candidates.add(each.publication().name()));
        List<Stream> others = others(drawn, chart);
        String idle = IdleSlots.beside(stream, chart);
        Set<PublicationName> ours =
                made.stream().map(each -> each.publication().name()).collect(Collectors.toUnmodifiableSet());
        var dropped = new ArrayList<PublicationName>();
        var kept = new ArrayList<Kept>();
        for (PublicationName name : candidates) {
            String why = awaited.containsKey(name) && wish != Wish.KEEP
                    ? "operation " + awaited.get(name) + " makes a stream that uses it"
                    : why(name, others, ours, idle, wish);
            if (why == null) {
                dropped.add(name);
            } else {
                kept.add(new Kept(name, why));
            }
        }
        return new Fate(
                dropped,
                kept,
                others.stream()
                        .filter(other -> candidates.stream().anyMatch(name -> mayUse(other, name)))
                        .toList());
    }

    /** Why it stays; nothing where it goes. */
    private static @Nullable String why(
            PublicationName name, List<Stream> others, Set<PublicationName> ours, @Nullable String idle, Wish wish) {
        if (wish == Wish.KEEP) {
            return "as was asked for";
        }
        Stream user =
                others.stream().filter(other -> mayUse(other, name)).findFirst().orElse(null);
        if (user != null) {
            return "stream " + user.name() + (user.publications().isEmpty() ? " may use it" : " uses it");
        }
        if (wish == Wish.DROP) {
            return null;
        }
        if (!ours.contains(name)) {
            return "it was not made here";
        }
        return idle == null ? null : "whoever has slot " + idle + ", which nobody reads now, may use it";
    }

    /** What subscribers get that are not registered is not known. */
    private static boolean mayUse(Stream other, PublicationName name) {
        return other.publications().isEmpty() || other.publications().contains(name);
    }

    /** From the same database. */
    private static List<Stream> others(Stream drawn, Chart chart) {
        return chart.topology().streams().stream()
                .filter(other ->
                        other.type() == StreamType.LOGICAL && !other.id().equals(drawn.id()))
                .filter(other ->
                        drawn.sourceNode() != null && drawn.sourceNode().equals(other.sourceNode()))
                .toList();
    }

    private List<Operation> creates(End source) {
        return journal.search(new Search("database:" + source.id(), CreateStream.KIND, null, null, MOST));
    }

    private static List<CreateStream> made(List<Operation> creates, @Nullable End source) {
        return creates.stream()
                .filter(operation -> operation.status() == OperationStatus.SUCCEEDED)
                .map(operation -> from(operation, source))
                .filter(Objects::nonNull)
                .filter(create -> create.publication().made())
                .toList();
    }

    /** Streams that are not on the map yet, as their making waits or is under way. */
    private static Map<PublicationName, OperationId> awaited(List<Operation> creates, @Nullable End source) {
        var awaited = new HashMap<PublicationName, OperationId>();
        creates.stream().filter(operation -> !operation.status().over()).forEach(operation -> {
            CreateStream create = from(operation, source);
            if (create != null) {
                awaited.put(create.publication().name(), operation.id());
            }
        });
        return awaited;
    }

    private static @Nullable CreateStream from(Operation operation, @Nullable End source) {
        return source != null
                        && operation.work() instanceof CreateStream create
                        && create.source().id().equals(source.id())
                ? create
                : null;
    }
}

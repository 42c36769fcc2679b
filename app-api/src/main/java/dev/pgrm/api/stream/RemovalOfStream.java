package dev.pgrm.api.stream;

import dev.pgrm.api.problem.Problem;
import dev.pgrm.application.stream.DispensablePublications.Kept;
import dev.pgrm.application.stream.RemovingStreams.PublicationsInUse;
import dev.pgrm.application.stream.RemovingStreams.Removal;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.stream.End;
import dev.pgrm.domain.stream.LogicalStream;
import dev.pgrm.domain.stream.RemoveStream.Leave;
import dev.pgrm.domain.stream.Stream;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the removal of a stream means, for whoever has not confirmed it yet. */
final class RemovalOfStream {
    private RemovalOfStream() {}

    /** Another stream that shares a publication, or may. */
    @Serdeable
    record Dependent(String type, UUID id, String name) {
        static List<Dependent> of(List<Stream> streams) {
            return streams.stream()
                    .map(stream -> new Dependent("stream", stream.id().value(), stream.name()))
                    .toList();
        }
    }

    @Serdeable
    record KeptPublication(String publication, String why) {}

    static Problem question(Removal removal) {
        return Problem.of(
                        HttpStatus.CONFLICT,
                        "confirmation_needed",
                        "Removing '" + removal.stream().name() + "' " + lost(removal),
                        "Send it again with ?confirm= and the stream's name")
                .with("dependents", Dependent.of(removal.publications().users()))
                .with("drops", dropped(removal))
                .with(
                        "keeps",
                        removal.publications().kept().stream()
                                .map(kept -> new KeptPublication(kept.name().value(), kept.why()))
                                .toList());
    }

    static Problem inUse(PublicationsInUse used) {
        return Problem.of(
                        HttpStatus.CONFLICT,
                        "publications_in_use",
                        String.valueOf(used.getMessage()),
                        "Leave publications away, or keep them: publications=keep")
                .with("dependents", Dependent.of(used.users()));
    }

    private static List<String> dropped(Removal removal) {
        return removal.leave() == Leave.SLOT
                ? List.of()
                : removal.publications().dropped().stream()
                        .map(PublicationName::value)
                        .toList();
    }

    private static String lost(Removal removal) {
        LogicalStream stream = removal.stream();
        String slot = stream.slot() == null ? "no slot" : "slot '" + stream.slot() + "'" + on(stream.source());
        String subscription = stream.subscription() == null
                ? ""
                : "subscription '" + stream.subscription().name() + "'" + on(stream.target());
        return switch (removal.leave()) {
            case NOTHING ->
                "drops " + subscription + " and " + slot + ", so that no changes flow any more. "
                        + "The rows that are there stay. " + publications(removal);
            case SLOT ->
                "drops " + subscription + " alone. The rows that are there stay. What is on the source stays, too: "
                        + slot + " goes on holding its log until it is dropped";
            case SUBSCRIPTION ->
                "drops " + slot + " alone"
                        + (subscription.isEmpty() ? "" : ": " + subscription + " stays, and fails from then on")
                        + ". " + publications(removal);
        };
    }

    private static String on(@Nullable End end) {
        return end == null ? "" : " on '" + end.name() + "'";
    }

    private static String publications(Removal removal) {
        String dropped = dropped(removal).stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        String kept = removal.publications().kept().stream()
                .map(RemovalOfStream::said)
                .collect(Collectors.joining(", "));
        return (dropped.isEmpty() ? "No publication is dropped" : "Publications dropped: " + dropped)
                + (kept.isEmpty() ? "" : "; kept: " + kept);
    }

    private static String said(Kept kept) {
        return "'" + kept.name() + "' (" + kept.why() + ")";
    }
}

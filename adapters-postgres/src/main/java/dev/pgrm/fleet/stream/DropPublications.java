package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.stream.Bystanders;
import dev.pgrm.domain.stream.PublicationSpec;
import dev.pgrm.domain.stream.RemoveStream;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * On the source. For good: who made them, and with what, is not known here. What somebody uses by now, or may, stays: without it another
 * stream would stop for good (up to 17), or lose changes (18).
 */
final class DropPublications implements Act {
    private final RemoveStream work;
    private final Ends ends;

    /** All, as long as none was looked at. */
    private List<PublicationName> kept;

    DropPublications(RemoveStream work, Ends ends) {
        this.work = work;
        this.ends = ends;
        this.kept = work.publications();
    }

    @Override
    public String name() {
        return RemoveStream.UNPUBLISH;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        DedicatedSession source = ends.source();
        var used = new ArrayList<PublicationName>();
        var why = new ArrayList<String>();
        for (PublicationName name : work.publications()) {
            List<String> users = users(source, name);
            if (users.isEmpty()) {
                source.execute(PublicationSpec.drop(name));
            } else {
                used.add(name);
                why.add(name + ": " + String.join(", ", users));
            }
        }
        if (!used.isEmpty()) {
            kept = List.copyOf(used);
            throw Setback.lasting(new Trouble(
                    "publication_in_use",
                    "Kept, as others use them by now, or may: " + String.join("; ", why),
                    "Drop them once nobody uses them"));
        }
        return "Dropped: " + work.publicationNames().replace("\n", ", ");
    }

    private List<String> users(DedicatedSession source, PublicationName name) throws Setback {
        if (!source.is("select exists (select from pg_publication where pubname = ?)", name.value())) {
            return List.of();
        }
        SlotName own = work.stream().slot();
        return new PublicationReaders(source, name.value())
                .besideSlot(
                        own == null ? "" : own.value(), Objects.requireNonNullElse(work.bystanders(), Bystanders.NONE));
    }

    @Override
    public String byHand(Map<String, String> notes) {
        return "-- once nobody uses them\n"
                + Ends.byHand(
                        work.source(), kept.stream().map(PublicationSpec::drop).toArray(String[]::new));
    }

    @Override
    public Map<String, String> left() {
        return Map.of(
                "leftOn", work.stream().requireSource().id().toString(),
                "leftPublications", kept.stream().map(PublicationName::value).collect(Collectors.joining("\n")));
    }
}

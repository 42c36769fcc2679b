package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.stream.RemoveStream;
import java.util.Map;

/** On the source. For good: who made them, and with what, is not known here. */
record DropPublications(RemoveStream work, Ends ends) implements Act {
    @Override
    public String name() {
        return RemoveStream.UNPUBLISH;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        for (String statement : work.dropPublications()) {
            ends.source().execute(statement);
        }
        return "Dropped: " + work.publicationNames().replace("\n", ", ");
    }

    @Override
    public String byHand(Map<String, String> notes) {
        return Ends.byHand(work.source(), work.dropPublications().toArray(String[]::new));
    }

    @Override
    public Map<String, String> left() {
        return Map.of(
                "leftOn", work.stream().requireSource().id().toString(),
                "leftPublications", work.publicationNames());
    }
}

package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.PublicationSpec;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** On the source. */
record CreatePublication(PublicationSpec publication, Ends ends) implements Act {
    @Override
    public String name() {
        return CreateStream.PUBLISH;
    }

    private boolean there(DedicatedSession source) throws Setback {
        return source.is(
                "select exists (select from pg_publication where pubname = ?)",
                publication.name().value());
    }

    @Override
    public Map<String, String> look() throws Setback {
        return Map.of(Creating.THERE, Boolean.toString(there(ends.source())));
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        if (Boolean.parseBoolean(notes.get(Creating.THERE))) {
            throw Setback.lasting(new Trouble(
                    "publication_exists",
                    "There is a publication " + publication.name() + " on "
                            + ends.source().database().name() + " already",
                    "Take another name; or subscribe to it as it is, by naming it without tables"));
        }
        DedicatedSession source = ends.source();
        if (!telling.resumed() || !there(source)) {
            source.make(publication.create(), null);
        }
        long tables = source.query(
                        "select count(*) from pg_publication_tables where pubname = ?",
                        row -> row.getLong(1),
                        publication.name().value())
                .getFirst();
        return "It publishes " + tables + (tables == 1 ? " table" : " tables");
    }

    @Override
    public @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
        if (Boolean.parseBoolean(notes.get(Creating.THERE))) {
            return null;
        }
        ends.source().execute(publication.drop());
        return "It was dropped";
    }

    @Override
    public String byHand(Map<String, String> notes) {
        return Ends.byHand(ends.work().source(), publication.drop());
    }
}

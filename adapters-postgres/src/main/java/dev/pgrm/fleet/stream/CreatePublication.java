package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.PublicationSpec;
import dev.pgrm.fleet.operation.DedicatedSession;
import dev.pgrm.fleet.stream.Mark.Whose;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** On the source. */
record CreatePublication(PublicationSpec publication, Ends ends, Mark mark) implements Act {
    @Override
    public String name() {
        return CreateStream.PUBLISH;
    }

    private Whose whose() throws Setback {
        return mark.whose(ends.source(), publication.name());
    }

    @Override
    public Map<String, String> look() throws Setback {
        return Map.of(Creating.THERE, Boolean.toString(whose() != Whose.NOBODYS));
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        DedicatedSession source = ends.source();
        Whose whose = telling.resumed() ? whose() : Whose.NOBODYS;
        if (Boolean.parseBoolean(notes.get(Creating.THERE)) || whose == Whose.OTHERS) {
            throw Setback.lasting(new Trouble(
                    "publication_exists",
                    "There is a publication " + publication.name() + " on "
                            + source.database().name() + " already",
                    "Take another name; or subscribe to it as it is, by naming it without tables"));
        }
        if (whose == Whose.NOBODYS) {
            source.makeTogether(List.of(publication.create(), mark.on(publication.name())));
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
        return switch (whose()) {
            case NOBODYS -> "It was dropped";
            case OURS -> {
                ends.source().execute(publication.drop());
                yield "It was dropped";
            }
            case OTHERS -> Mark.STAYS;
        };
    }

    @Override
    public String byHand(Map<String, String> notes) {
        return Ends.byHand(ends.work().source(), publication.drop());
    }
}

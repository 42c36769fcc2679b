package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.ChangeStream;
import dev.pgrm.domain.stream.ChangeStream.Tables;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * On the source. Undone by removing them, and by letting the subscription forget them if it heard of them; rows that were copied
 * meanwhile stay.
 */
record AddTables(ChangeStream work, Tables tables, Ends ends) implements Act {
    /** How many were there before; then none of them is ours. */
    private static final String THERE = "there";

    private static final String KNOWN = "known";

    @Override
    public String name() {
        return ChangeStream.ADD;
    }

    private List<TableName> there(DedicatedSession source) throws Setback {
        return new TablesOfPublication(source, tables.publication()).among(tables.addedNames());
    }

    private KnownTables known() {
        return new KnownTables(work.renamed(), ends);
    }

    @Override
    public Map<String, String> look() throws Setback {
        return Map.of(THERE, Integer.toString(there(ends.source()).size()), KNOWN, known().mark());
    }

    private static boolean anothers(Map<String, String> notes) {
        return !"0".equals(notes.get(THERE));
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        DedicatedSession source = ends.source();
        if (anothers(notes)) {
            throw Setback.lasting(published(there(source), tables));
        }
        if (!telling.resumed() || there(source).isEmpty()) {
            source.make(tables.statements().add(tables.added().tables()), null);
        }
        return "It publishes " + tables.addedNames().size() + " more";
    }

    static Trouble published(List<TableName> there, Tables tables) {
        return new Trouble(
                "table_published",
                "Publication " + tables.publication() + " publishes " + there + " already",
                "Leave them out; if the subscription lacks them, refresh the stream");
    }

    @Override
    public @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
        if (anothers(notes)) {
            return null;
        }
        DedicatedSession source = ends.source();
        List<TableName> there = there(source);
        if (!there.isEmpty()) {
            source.execute(tables.statements().drop(there));
        }
        known().restore(notes.getOrDefault(KNOWN, ""), telling);
        return "They were removed; rows that were copied meanwhile stay on the target";
    }

    @Override
    public String byHand(Map<String, String> notes) {
        return Ends.byHand(work.source(), tables.statements().drop(tables.addedNames())) + "\n"
                + Ends.byHand(work.target(), work.renamed().statements().refresh(false));
    }
}

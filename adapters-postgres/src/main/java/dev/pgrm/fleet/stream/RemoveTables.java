package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.ChangeStream;
import dev.pgrm.domain.stream.ChangeStream.Tables;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * On the source; rows on the target stay. Undone by adding them again as they were. What changed in them meanwhile is missing on the
 * target then.
 */
record RemoveTables(ChangeStream work, Tables tables, Ends ends) implements Act {
    private static final String KNOWN = "known";

    @Override
    public String name() {
        return ChangeStream.REMOVE;
    }

    private KnownTables known() {
        return new KnownTables(work.renamed(), ends);
    }

    private Map<TableName, String> written(DedicatedSession source) throws Setback {
        return new TablesOfPublication(source, tables.publication()).written();
    }

    /** Each by its number, as names may be anything. */
    @Override
    public Map<String, String> look() throws Setback {
        Map<TableName, String> written = written(ends.source());
        var notes = new HashMap<String, String>();
        notes.put(KNOWN, known().mark());
        for (int number = 0; number < tables.removed().size(); number++) {
            String there = written.get(tables.removed().get(number));
            if (there != null) {
                notes.put(Integer.toString(number), there);
            }
        }
        return notes;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        if (notes.size() <= tables.removed().size()) {
            throw Setback.untouched(unpublished(tables));
        }
        DedicatedSession source = ends.source();
        List<TableName> there = new TablesOfPublication(source, tables.publication()).among(tables.removed());
        if (!there.isEmpty()) {
            source.execute(tables.statements().drop(there));
        }
        return "It publishes " + tables.removed().size() + " less; their rows stay on the target";
    }

    static Trouble unpublished(Tables tables) {
        return new Trouble(
                "table_not_published",
                "Publication " + tables.publication() + " does not name all of " + tables.removed(),
                "Leave out what it does not publish; tables that it publishes as part of a schema, or of everything,"
                        + " cannot be removed one by one");
    }

    @Override
    public @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
        DedicatedSession source = ends.source();
        Map<TableName, String> there = written(source);
        var gone = new ArrayList<String>();
        for (int number = 0; number < tables.removed().size(); number++) {
            String before = notes.get(Integer.toString(number));
            if (before != null && !there.containsKey(tables.removed().get(number))) {
                gone.add(before);
            }
        }
        if (!gone.isEmpty()) {
            source.execute(tables.statements().addWritten(gone));
        }
        known().restore(notes.getOrDefault(KNOWN, ""), telling);
        return "They are published as before; what changed in them meanwhile is missing on the target, so resync them";
    }

    @Override
    public String byHand(Map<String, String> notes) {
        List<String> before = notes.entrySet().stream()
                .filter(note -> !note.getKey().equals(KNOWN))
                .map(Map.Entry::getValue)
                .toList();
        return Ends.byHand(work.source(), tables.statements().addWritten(before)) + "\n"
                + Ends.byHand(work.target(), work.renamed().statements().refresh(false));
    }
}

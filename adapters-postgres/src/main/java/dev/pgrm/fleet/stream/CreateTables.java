package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.MissingTable;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** On the target, all in one transaction: they are there together, or none of them is. */
record CreateTables(CreateStream work, Ends ends, Mark mark, Earlier earlier) implements Act {
    /** Of schemas, as {@link Creating#THERE} is of tables. */
    private static final String SCHEMAS = "schemas";

    private static final String EMPTY_SCHEMA = """
            select not exists (select from pg_class where relnamespace = n.oid)
                   and not exists (select from pg_proc where pronamespace = n.oid)
                   and not exists (select from pg_type where typnamespace = n.oid)
              from pg_namespace as n where nspname = ?""";

    @Override
    public String name() {
        return CreateStream.TABLES;
    }

    private Set<TableName> there() throws Setback {
        return new HashSet<>(ends.target().query("""
                        select nspname, relname from pg_class join pg_namespace as n on n.oid = relnamespace
                         where nspname = any (?)""", row -> new TableName(row.getString(1), row.getString(2)), (Object)
                work.schemas().toArray(String[]::new)));
    }

    /** Numbers of schemas and tables in the work's own order, which are free of what names may hold. */
    @Override
    public Map<String, String> look() throws Setback {
        Set<TableName> there = there();
        Set<String> schemas = new HashSet<>(ends.target()
                .query("select nspname from pg_namespace where nspname = any (?)", row -> row.getString(1), (Object)
                        work.schemas().toArray(String[]::new)));
        return Map.of(
                Creating.THERE,
                numbers(work.missing().stream()
                        .map(table -> there.contains(table.name()))
                        .toList()),
                SCHEMAS,
                numbers(work.schemas().stream().map(schemas::contains).toList()));
    }

    private static String numbers(List<Boolean> there) {
        var numbers = new ArrayList<String>();
        for (int number = 0; number < there.size(); number++) {
            if (there.get(number)) {
                numbers.add(Integer.toString(number));
            }
        }
        return String.join(" ", numbers);
    }

    private static <T> List<T> absent(List<T> all, @Nullable String there) {
        Set<String> present = Set.of((there == null ? "" : there).split(" ", -1));
        var absent = new ArrayList<T>();
        for (int number = 0; number < all.size(); number++) {
            if (!present.contains(Integer.toString(number))) {
                absent.add(all.get(number));
            }
        }
        return absent;
    }

    /** What was not there before is ours to make. */
    private List<MissingTable> ours(Map<String, String> notes) {
        return absent(work.missing(), notes.get(Creating.THERE));
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        List<MissingTable> ours = ours(notes);
        List<MissingTable> lacking = telling.resumed() ? lacking(ours) : ours;
        if (!lacking.isEmpty()) {
            var statements = new ArrayList<String>();
            absent(work.schemas(), notes.get(SCHEMAS))
                    .forEach(schema -> statements.add(MissingTable.makeSchema(schema)));
            lacking.forEach(table -> {
                statements.addAll(table.statements());
                statements.add(mark.on(table.name()));
            });
            ends.target().makeTogether(statements);
        }
        return ours.isEmpty()
                ? "They are there already"
                : "Created: "
                        + ours.stream().map(table -> table.name().toString()).collect(Collectors.joining(", "));
    }

    private List<MissingTable> lacking(List<MissingTable> ours) throws Setback {
        var lacking = new ArrayList<MissingTable>();
        for (MissingTable table : ours) {
            switch (mark.whose(ends.target(), table.name())) {
                case NOBODYS -> lacking.add(table);
                case OURS -> {}
                case OTHERS ->
                    throw Setback.lasting(new Trouble(
                            "table_exists",
                            "There is a table " + table.name() + " on "
                                    + ends.target().database().name() + " by now, which others made",
                            "Ask for the stream once more, so that it is taken as it is"));
            }
        }
        return lacking;
    }

    @Override
    public @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
        List<MissingTable> ours = ours(notes);
        DedicatedSession target = ends.target();
        var made = new MadeTables(target, mark, !work.subscription().enabled() || earlier.left(name()));
        for (MissingTable table : made.toBeDropped(ours)) {
            target.execute(table.drop());
        }
        for (String schema : absent(work.schemas(), notes.get(SCHEMAS))) {
            if (target.is(EMPTY_SCHEMA, schema)) {
                target.execute(MissingTable.dropSchema(schema));
            }
        }
        return ours.isEmpty() ? null : "They were dropped, but for those that others made";
    }

    @Override
    public String byHand(Map<String, String> notes) {
        return Ends.byHand(
                work.target(),
                ours(notes).reversed().stream().map(MissingTable::drop).toArray(String[]::new));
    }
}

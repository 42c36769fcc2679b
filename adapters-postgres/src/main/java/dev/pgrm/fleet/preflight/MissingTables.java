package dev.pgrm.fleet.preflight;

import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.preflight.SourceTable;
import dev.pgrm.domain.stream.MissingTable;
import dev.pgrm.domain.stream.Preflight.Finding;
import dev.pgrm.domain.stream.Preflight.Severity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables that the target lacks and that are to be made there: from what they are on the source, and whether they can be. */
record MissingTables(List<MissingTable> tables, List<Finding> findings) {
    static final MissingTables NONE = new MissingTables(List.of(), List.of());

    private static final int MOST = 1_000;

    private static final String THERE = """
            select of_schema, of_table from unnest(?::text[], ?::text[]) as name (of_schema, of_table)
              join pg_namespace as n on n.nspname = of_schema
              join pg_class as c on c.relnamespace = n.oid and c.relname = of_table
            """;

    private static final String CLOSED = """
            select of_schema from unnest(?::text[]) as of_schema
              left join pg_namespace as n on n.nspname = of_schema
             where not case when n.oid is null then has_database_privilege(current_database(), 'create')
                            else has_schema_privilege(n.oid, 'create') end
            """;

    private static final String UNKNOWN = "select name from unnest(?::text[]) as name where to_regtype(name) is null";

    static MissingTables tooMany(int number) {
        return new MissingTables(
                List.of(),
                List.of(blocker(
                        "target_tables_missing",
                        number + " tables",
                        number + " tables are missing on the target, and no more than " + MOST
                                + " are created with a stream: bring them over by pg_dump --schema-only first")));
    }

    static boolean tooMany(List<SourceTable> missing) {
        return missing.size() > MOST;
    }

    static List<TableDefinitions> onSource(Connection source, List<SourceTable> missing) throws SQLException {
        List<TableDefinitions> whole = TableDefinitions.read(
                source,
                missing.stream()
                        .filter(table -> !table.restricted())
                        .map(SourceTable::name)
                        .toList());
        Stream<TableDefinitions> parts = missing.stream()
                .filter(SourceTable::restricted)
                .map(table -> new TableDefinitions(
                        new MissingTable(table.name(), List.of(table.createForWhatIsSent())), List.of()));
        return Stream.concat(whole.stream(), parts).toList();
    }

    static MissingTables onTarget(Connection target, List<TableDefinitions> wanted) throws SQLException {
        Set<TableName> there = there(target, wanted);
        List<TableDefinitions> lacking = wanted.stream()
                .filter(each -> !there.contains(each.definition().name()))
                .toList();
        var findings = new ArrayList<Finding>();
        for (String schema : texts(
                target, CLOSED, lacking, each -> Stream.of(each.definition().schema()))) {
            findings.add(blocker(
                    "table_right_missing",
                    schema,
                    "Our role may not create tables in schema " + schema
                            + " of the target: grant create on it (or, for a"
                            + " schema that is not there, on the database), or create the tables there first"));
        }
        for (String type : texts(target, UNKNOWN, lacking, each -> each.types().stream())) {
            findings.add(
                    blocker(
                            "type_missing",
                            type,
                            "The tables that are to be created use the type " + type
                                    + ", which is not there on the target: create it there first, or the extension that has it"));
        }
        return new MissingTables(
                lacking.stream().map(TableDefinitions::definition).toList(), findings);
    }

    private static Set<TableName> there(Connection target, List<TableDefinitions> wanted) throws SQLException {
        try (PreparedStatement query = target.prepareStatement(THERE)) {
            query.setArray(
                    1,
                    TableDefinitions.texts(
                            target,
                            wanted.stream().map(each -> each.definition().schema())));
            query.setArray(
                    2,
                    TableDefinitions.texts(
                            target,
                            wanted.stream().map(each -> each.definition().name().name())));
            var there = new HashSet<TableName>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    there.add(new TableName(row.getString(1), row.getString(2)));
                }
            }
            return there;
        }
    }

    private static Set<String> texts(
            Connection target,
            String sql,
            List<TableDefinitions> lacking,
            Function<TableDefinitions, Stream<String>> asked)
            throws SQLException {
        try (PreparedStatement query = target.prepareStatement(sql)) {
            query.setArray(
                    1,
                    TableDefinitions.texts(
                            target, lacking.stream().flatMap(asked).distinct()));
            var found = new ArrayList<String>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
            return found.stream().collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Finding blocker(String code, String object, String message) {
        return new Finding(Severity.BLOCKER, code, object, message, null);
    }
}

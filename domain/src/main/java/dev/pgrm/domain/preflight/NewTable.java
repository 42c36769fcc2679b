package dev.pgrm.domain.preflight;

import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.stream.MissingTable;
import java.util.List;
import java.util.stream.Collectors;

/** A table that takes in what another sends: its columns and the key by which rows are found, and nothing else. */
final class NewTable {
    private NewTable() {}

    static String like(SourceTable table) {
        return MissingTable.makeSchema(table.name().schema()) + ";\n" + create(table);
    }

    static String create(SourceTable table) {
        String columns = table.sent().stream().map(NewTable::column).collect(Collectors.joining(",\n    "));
        List<String> key = table.key();
        String keyed = key == null || table.wholeRow() ? "" : ",\n    primary key (" + names(key) + ")";
        return "create table " + Quoted.table(table.name()) + " (\n    " + columns + keyed + "\n)";
    }

    static String column(Column column) {
        return Quoted.identifier(column.name()) + " " + column.type() + (column.required() ? " not null" : "");
    }

    static String names(List<String> columns) {
        return columns.stream().map(Quoted::identifier).collect(Collectors.joining(", "));
    }
}

package dev.pgrm.domain.stream;

import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.TableName;
import java.util.List;

/**
 * A table that the target lacks.
 *
 * @param statements that make it as it is on the source, with its keys, indexes, defaults and checks
 */
public record MissingTable(TableName name, List<String> statements) {
    public MissingTable {
        statements = List.copyOf(statements);
    }

    public String schema() {
        return name.schema();
    }

    public String drop() {
        return "drop table if exists " + Quoted.table(name);
    }

    public static String makeSchema(String schema) {
        return "create schema if not exists " + Quoted.identifier(schema);
    }

    public static String dropSchema(String schema) {
        return "drop schema if exists " + Quoted.identifier(schema);
    }
}

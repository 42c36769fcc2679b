package dev.pgrm.domain.postgres;

/** A table and the schema it is in, as PostgreSQL has them: unquoted. */
public record TableName(String schema, String name) implements Comparable<TableName> {
    public TableName {
        if (schema.isEmpty() || name.isEmpty()) {
            throw new IllegalArgumentException("A table has a schema and a name");
        }
    }

    @Override
    public int compareTo(TableName other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema == 0 ? name.compareTo(other.name) : bySchema;
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}

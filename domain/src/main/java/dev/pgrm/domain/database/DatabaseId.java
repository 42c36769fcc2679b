package dev.pgrm.domain.database;

import java.util.UUID;

public record DatabaseId(UUID value) implements Comparable<DatabaseId> {
    public static DatabaseId parse(String text) {
        return new DatabaseId(UUID.fromString(text));
    }

    @Override
    public int compareTo(DatabaseId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

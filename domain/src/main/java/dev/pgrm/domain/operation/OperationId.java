package dev.pgrm.domain.operation;

import java.util.UUID;

public record OperationId(UUID value) implements Comparable<OperationId> {
    public static OperationId parse(String text) {
        return new OperationId(UUID.fromString(text));
    }

    @Override
    public int compareTo(OperationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

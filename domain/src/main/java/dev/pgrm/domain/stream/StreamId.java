package dev.pgrm.domain.stream;

import java.util.UUID;

public record StreamId(UUID value) implements Comparable<StreamId> {
    public static StreamId parse(String text) {
        return new StreamId(UUID.fromString(text));
    }

    @Override
    public int compareTo(StreamId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

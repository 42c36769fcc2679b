package dev.pgrm.domain.server;

import java.util.UUID;

public record ServerId(UUID value) implements Comparable<ServerId> {
    public static ServerId parse(String text) {
        return new ServerId(UUID.fromString(text));
    }

    @Override
    public int compareTo(ServerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

package dev.pgrm.application.watch;

import java.util.UUID;

/** One running monitor process. */
public record WorkerId(UUID value) implements Comparable<WorkerId> {
    public static WorkerId parse(String text) {
        return new WorkerId(UUID.fromString(text));
    }

    @Override
    public int compareTo(WorkerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}

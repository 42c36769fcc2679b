package dev.pgrm.domain.operation;

/** How often an operation has been claimed. Whoever holds an older one has been superseded and may write nothing more. */
public record Epoch(long value) implements Comparable<Epoch> {
    public static final Epoch UNCLAIMED = new Epoch(0);

    public Epoch {
        if (value < 0) {
            throw new IllegalArgumentException("An epoch is never negative: " + value);
        }
    }

    public Epoch next() {
        return new Epoch(value + 1);
    }

    @Override
    public int compareTo(Epoch other) {
        return Long.compare(value, other.value);
    }
}

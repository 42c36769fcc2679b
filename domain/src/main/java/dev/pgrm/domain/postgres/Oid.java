package dev.pgrm.domain.postgres;

public record Oid(long value) {
    public Oid {
        if (value < 0 || value > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException(value + " is not an object identifier: 0 to 4294967295");
        }
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}

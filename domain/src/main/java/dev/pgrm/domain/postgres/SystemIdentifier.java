package dev.pgrm.domain.postgres;

/** What initdb gave a cluster. Standbys, and clones made from files, share it with their origin. */
public record SystemIdentifier(long value) {
    public static SystemIdentifier parse(String text) {
        return new SystemIdentifier(Long.parseUnsignedLong(text));
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(value);
    }
}

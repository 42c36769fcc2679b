package dev.pgrm.domain.postgres;

/** What initdb gave a cluster. Standbys, and clones made from files, share it with their origin. */
public record SystemIdentifier(long value) {
    /** As {@code pg_controldata} writes it, or as SQL does, which knows no unsigned numbers. */
    public static SystemIdentifier parse(String text) {
        return new SystemIdentifier(text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text));
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(value);
    }
}

package dev.pgrm.domain.preflight;

/** What a relation is, as far as it matters to replication. */
public enum RelationKind {
    TABLE("a table"),
    PARTITIONED("a partitioned table"),
    UNLOGGED("an unlogged table, whose changes are in no WAL"),
    TEMPORARY("a temporary table"),
    VIEW("a view"),
    MATERIALIZED_VIEW("a materialized view"),
    FOREIGN("a foreign table"),
    SYSTEM("a table of the system"),
    OTHER("no table");

    private final String words;

    RelationKind(String words) {
        this.words = words;
    }

    boolean publishable() {
        return this == TABLE || this == PARTITIONED;
    }

    /** Changes may arrive in it. */
    boolean writable() {
        return publishable() || this == UNLOGGED;
    }

    String words() {
        return words;
    }
}

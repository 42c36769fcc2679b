package dev.pgrm.domain.database;

/** What the administrator says a database is. It selects migration targets; what it really is, is discovered. */
public enum DeclaredRole {
    PRIMARY,
    REPLICA
}

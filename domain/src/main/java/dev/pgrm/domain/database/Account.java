package dev.pgrm.domain.database;

/** As whom we sign in to a database: each may have a credential of its own. */
public enum Account {
    /** Looks, and does what administrators ask for. */
    MANAGING,
    /** What the server at the other end of a stream signs in as. */
    REPLICATION
}

package dev.pgrm.devkit.postgres;

/** What becomes of a server's folder when it is closed. */
enum Lifetime {
    TEMPORARY,
    KEPT
}

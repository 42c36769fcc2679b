package dev.pgrm.aws;

/** Which version of a secret is meant, as rotation in Secrets Manager labels them. */
enum Stage {
    /** The one that is to be used. */
    AWSCURRENT,
    /** Being rotated in: the server may have it already. */
    AWSPENDING,
    /** Rotated out: a replica may not have replayed the change yet. */
    AWSPREVIOUS
}

package dev.pgrm.devkit.postgres;

/** Whether data must survive a crash of the machine. */
public enum Durability {
    /** For tests and demos: never waits for the disk. */
    FLEETING,
    /** For a store that somebody relies on. */
    DURABLE
}

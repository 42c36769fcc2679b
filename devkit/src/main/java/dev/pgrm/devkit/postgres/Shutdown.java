package dev.pgrm.devkit.postgres;

/** How PostgreSQL is asked to stop. */
public enum Shutdown {
    /** Rolls back what runs and writes a checkpoint. */
    FAST("INT"),
    /** Drops everything where it stands; the next start recovers. */
    IMMEDIATE("QUIT");

    private final String signal;

    Shutdown(String signal) {
        this.signal = signal;
    }

    String signal() {
        return signal;
    }
}

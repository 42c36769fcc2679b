package dev.pgrm.devkit.postgres;

/** What becomes of a server when it is closed, or when its JVM ends otherwise. */
enum Lifetime {
    /** Its folder goes with it, so it need not be stopped gently. */
    TEMPORARY(Shutdown.IMMEDIATE),
    KEPT(Shutdown.FAST);

    private final Shutdown end;

    Lifetime(Shutdown end) {
        this.end = end;
    }

    Shutdown end() {
        return end;
    }
}

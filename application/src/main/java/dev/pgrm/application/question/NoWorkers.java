package dev.pgrm.application.question;

/** No worker lives that could look. */
public final class NoWorkers extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NoWorkers() {
        super("No monitor is running, so nothing that it takes one for can be done");
    }
}

package dev.pgrm.fleet.connection;

import dev.pgrm.domain.Trouble;

/** Carries expected trouble out of a session to whoever turns it into a value. */
public final class Troubled extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;

    public Troubled(Trouble trouble) {
        super(trouble.message(), null, false, false);
        this.trouble = trouble;
    }

    public Trouble trouble() {
        return trouble;
    }
}

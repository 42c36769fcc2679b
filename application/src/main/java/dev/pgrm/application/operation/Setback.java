package dev.pgrm.application.operation;

import dev.pgrm.domain.Trouble;

/** Why a step did not come to its end. */
public final class Setback extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;
    private final boolean passing;

    private Setback(Trouble trouble, boolean passing) {
        super(trouble.message(), null, false, false);
        this.trouble = trouble;
        this.passing = passing;
    }

    /** It stays so until somebody changes something. */
    public static Setback lasting(Trouble trouble) {
        return new Setback(trouble, false);
    }

    /** It may be over by itself, such as a server that restarts; what was sent last may have been done or not. */
    public static Setback passing(Trouble trouble) {
        return new Setback(trouble, true);
    }

    public Trouble trouble() {
        return trouble;
    }

    public boolean passing() {
        return passing;
    }
}

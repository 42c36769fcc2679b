package dev.pgrm.application.operation;

import dev.pgrm.domain.Trouble;

/** Why a step did not come to its end. */
public final class Setback extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;
    private final boolean passing;
    private final boolean untouched;

    private Setback(Trouble trouble, boolean passing, boolean untouched) {
        super(trouble.message(), null, false, false);
        this.trouble = trouble;
        this.passing = passing;
        this.untouched = untouched;
    }

    /** It stays so until somebody changes something. */
    public static Setback lasting(Trouble trouble) {
        return new Setback(trouble, false, false);
    }

    /** It may be over by itself, such as a server that restarts; what was sent last may have been done or not. */
    public static Setback passing(Trouble trouble) {
        return new Setback(trouble, true, false);
    }

    /** It stays so, and the step did nothing: what is there is another's, and must not be undone. */
    public static Setback untouched(Trouble trouble) {
        return new Setback(trouble, false, true);
    }

    public Trouble trouble() {
        return trouble;
    }

    public boolean passing() {
        return passing;
    }

    public boolean untouched() {
        return untouched;
    }
}

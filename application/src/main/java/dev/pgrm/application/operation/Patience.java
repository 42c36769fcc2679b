package dev.pgrm.application.operation;

/** How a wait is spent, and when it is over. */
interface Patience {
    /** For a moment, or less when there is news. */
    void pause();

    /** The operation was taken over, or this program ends: what befalls a step from then on says nothing of the step. */
    boolean over();

    /**
     * Whether to wait on for what may pass; else it counts as lasting.
     *
     * @param longer as it would be left then: what is being undone, or cannot be undone any more
     */
    boolean left(boolean longer);
}

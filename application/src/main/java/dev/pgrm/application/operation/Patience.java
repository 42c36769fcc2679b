package dev.pgrm.application.operation;

/** How a wait is spent, and when it is over. */
interface Patience {
    /** @return whether to go on: not when the operation was taken over, or this program ends */
    boolean pause();

    /**
     * Whether to wait on for what may pass; else it counts as lasting.
     *
     * @param longer as it would be left then: what is being undone, or cannot be undone any more
     */
    boolean left(boolean longer);
}

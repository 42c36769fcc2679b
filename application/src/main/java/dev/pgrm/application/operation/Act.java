package dev.pgrm.application.operation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a step is done and undone. All of it may be run again after a crash at any moment, so it looks before it acts: what is there
 * already is not done twice, and what is gone already is not missed.
 */
public interface Act {
    /** Of the step in the plan. */
    String name();

    /**
     * Notes what undoing must know, such as whether something was there before. Changes nothing, and runs once, before the first
     * attempt.
     */
    default Map<String, String> look() throws Setback {
        return Map.of();
    }

    /** @return what came of it, for people */
    String apply(Map<String, String> notes, Telling telling) throws Setback;

    /** @return what came of it, for people; nothing where there was nothing to undo */
    default @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
        return null;
    }

    /** What a person would have to do where undoing failed. */
    default String byHand(Map<String, String> notes) {
        return "";
    }

    /** What came of the operation, by name, as far as this step knows. */
    default Map<String, String> result() {
        return Map.of();
    }

    /**
     * What stays where it could not be done and there was no way back any more, by name, likewise. Found without asking anybody, as
     * whoever would be asked may be gone.
     */
    default Map<String, String> left() {
        return Map.of();
    }

    /** Tells how a step comes along, and hears whether it should go on. */
    interface Telling {
        void tell(String detail);

        /** Whether it was begun before, so that what is there may be its own. */
        boolean resumed();

        /** Waits a moment, or less when the operation is cancelled or taken over meanwhile, which ends the step. */
        void pause() throws Setback;
    }
}

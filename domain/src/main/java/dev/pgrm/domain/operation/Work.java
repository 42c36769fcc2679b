package dev.pgrm.domain.operation;

import java.util.List;
import java.util.Set;

/**
 * What an operation is to do, with all that it needs to know. Never holds a secret. Each kind belongs to the concept that it is
 * about.
 */
public interface Work {
    /** Stable, for programs: such as {@code stream.create}. */
    String kind();

    /** What it works on, each by a kind and an id; two operations that share one do not run at once. */
    Set<String> subjects();

    /** Its steps in their order. */
    List<PlannedStep> plan();

    /** Whether a password goes out to an address that is part of it. */
    default boolean sendsPassword() {
        return false;
    }
}

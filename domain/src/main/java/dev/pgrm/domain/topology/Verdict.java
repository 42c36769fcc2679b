package dev.pgrm.domain.topology;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.stream.Stream.Status;
import org.jspecify.annotations.Nullable;

/** A status with its reason in plain words. */
record Verdict(Status status, String reason, @Nullable Trouble error) {
    static Verdict error(Trouble trouble) {
        return new Verdict(Status.ERROR, trouble.message(), trouble);
    }
}

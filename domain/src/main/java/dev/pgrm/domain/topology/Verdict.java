package dev.pgrm.domain.topology;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.stream.Stream.Status;
import dev.pgrm.domain.stream.StreamError;
import org.jspecify.annotations.Nullable;

/** A status with its reason in plain words. */
record Verdict(Status status, String reason, @Nullable StreamError error) {
    static Verdict error(Trouble trouble) {
        return new Verdict(Status.ERROR, trouble.message(), StreamError.inferred(trouble, null));
    }
}

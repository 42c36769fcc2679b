package dev.pgrm.api.operation;

import dev.pgrm.api.page.Asked;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long somebody wants to wait for the end of an operation. */
public final class Patience {
    private static final int MOST_SECONDS = 60;

    private Patience() {}

    /** @param wait in seconds, as the parameter of that name says; none is not to wait */
    public static Duration of(@Nullable Integer wait) {
        int seconds = wait == null ? 0 : wait;
        var asked = new Asked();
        asked.require(seconds >= 0 && seconds <= MOST_SECONDS, "wait", "must be between 0 and 60 seconds");
        asked.refuseIfWrong();
        return Duration.ofSeconds(seconds);
    }
}

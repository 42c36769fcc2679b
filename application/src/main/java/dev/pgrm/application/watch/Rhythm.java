package dev.pgrm.application.watch;

import dev.pgrm.application.watch.Watching.Pace;
import dev.pgrm.domain.observation.Observation;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When one server is polled next: at the interval; sooner while something is suspicious; later, by doubling pauses that vary, while it
 * cannot be seen. The first pause is cut at random, so that servers that were taken up together are polled apart.
 */
final class Rhythm {
    private final Pace pace;
    private final DoubleSupplier random;
    private final Vigilance vigilance = new Vigilance();
    private boolean begun;
    private int failuresAtRest;

    /** @param random from 0 to 1 */
    Rhythm(Pace pace, DoubleSupplier random) {
        this.pace = pace;
        this.random = random;
    }

    /** From the start of the poll that saw this to the start of the next. */
    Duration after(@Nullable Observation before, Observation now, long nanos) {
        boolean awake = vigilance.wakes(before, now, nanos);
        failuresAtRest = now instanceof Observation.Unseen && !awake ? failuresAtRest + 1 : 0;
        if (awake) {
            return pace.underSuspicion();
        }
        if (failuresAtRest > 0) {
            return varied(pace.backOff(failuresAtRest));
        }
        Duration next = begun ? pace.interval() : part(pace.interval(), 0.5 + 0.5 * random.getAsDouble());
        begun = true;
        return next;
    }

    private Duration varied(Duration pause) {
        return part(pause, 0.8 + 0.4 * random.getAsDouble());
    }

    private static Duration part(Duration whole, double share) {
        return Duration.ofNanos((long) (whole.toNanos() * share));
    }
}

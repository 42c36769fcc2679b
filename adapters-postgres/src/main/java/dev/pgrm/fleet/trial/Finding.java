package dev.pgrm.fleet.trial;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.ConnectionTest.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stage came to.
 *
 * @param found what later stages go on with, when it passed
 * @param <T> what that is
 */
record Finding<T>(Outcome outcome, @Nullable T found) {
    static <T> Finding<T> passed(String detail, T found) {
        return new Finding<>(new Outcome.Passed(detail), found);
    }

    static <T> Finding<T> failed(Trouble trouble) {
        return new Finding<>(Outcome.Failed.by(trouble), null);
    }

    static <T> Finding<T> failed(List<Trouble> troubles) {
        return new Finding<>(new Outcome.Failed(troubles), null);
    }

    static <T> Finding<T> skipped(String reason) {
        return new Finding<>(new Outcome.Skipped(reason), null);
    }
}

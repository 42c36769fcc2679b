package dev.pgrm.domain.stream;

import dev.pgrm.domain.operation.PlannedStep;
import dev.pgrm.domain.postgres.Lsn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes what a stream left behind. There is no way back.
 *
 * @param at a database of its server; of a publication its own
 * @param position of a slot when somebody looked: one that has moved since is used by somebody
 */
public record RemoveLeftover(
        End at, Leftover what, String name, @Nullable Lsn position) implements StreamWork {
    /** In what is written: the kind of the operation says what is removed. */
    public static final String WRITTEN = "leftover.remove";

    private static final String KIND = ".remove";

    public RemoveLeftover {
        if (!what.mayBeNamed(name)) {
            throw new IllegalArgumentException("No stream leaves a " + what.word() + " of the name '" + name + "'");
        }
    }

    public static String kindOf(Leftover what) {
        return what.word() + KIND;
    }

    public static String step(Leftover what) {
        return "Remove the " + what.word();
    }

    @Override
    public String kind() {
        return kindOf(what);
    }

    /** Slots and publications are of sources. */
    @Override
    public @Nullable End source() {
        return what == Leftover.ORIGIN ? null : at;
    }

    @Override
    public @Nullable End target() {
        return what == Leftover.ORIGIN ? at : null;
    }

    @Override
    public List<PlannedStep> plan() {
        return List.of(PlannedStep.forGood(step(what), List.of(StreamWork.at(at, what.remove(name)))));
    }
}

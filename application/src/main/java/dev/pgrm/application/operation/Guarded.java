package dev.pgrm.application.operation;

import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.application.operation.Journal.Superseded;
import dev.pgrm.domain.Trouble;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An act in which what nobody foresaw is a setback that stays: tried for ever, it would hold its databases for ever. */
record Guarded(Act act) implements Act {
    private static final Logger log = LoggerFactory.getLogger(Guarded.class);

    @Override
    public String name() {
        return act.name();
    }

    @Override
    public Map<String, String> look() throws Setback {
        try {
            return act.look();
        } catch (RuntimeException e) {
            throw setback(e);
        }
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        try {
            return act.apply(notes, telling);
        } catch (RuntimeException e) {
            throw setback(e);
        }
    }

    @Override
    public @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
        try {
            return act.undo(notes, telling);
        } catch (RuntimeException e) {
            throw setback(e);
        }
    }

    private Setback setback(RuntimeException e) {
        return Setback.lasting(unforeseen(e, "step '" + act.name() + "'"));
    }

    /** What its message says may be anything, so only the log has it. */
    static Trouble unforeseen(RuntimeException e, String where) {
        if (e instanceof Superseded || e instanceof StoreUnavailable) {
            throw e;
        }
        log.error("Nobody foresaw what happened in {}", where, e);
        return new Trouble(
                "internal",
                "Something happened that nobody foresaw (" + e.getClass().getSimpleName() + ")",
                "See the monitor's log of this time, and report it; then try again");
    }

    @Override
    public String byHand(Map<String, String> notes) {
        return act.byHand(notes);
    }

    @Override
    public Map<String, String> result() {
        return act.result();
    }

    @Override
    public Map<String, String> left() {
        return act.left();
    }
}

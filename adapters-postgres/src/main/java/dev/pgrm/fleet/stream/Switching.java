package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.PauseStream;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Starts or stops a subscription that there is; undone by making it as it was.
 *
 * @param awaited whether the end of its workers is waited for: those that copy tables come to their end by themselves, and one that
 *     hangs on its way to the source when that is given up
 */
record Switching(Subscribed subscription, boolean on, boolean awaited, Ends ends) implements Act {
    private static final String WAS = "enabled";

    Switching(Subscribed subscription, boolean on, Ends ends) {
        this(subscription, on, true, ends);
    }

    /** Its workers end when it is dropped. */
    static Switching offBeforeDrop(Subscribed subscription, Ends ends) {
        return new Switching(subscription, false, false, ends);
    }

    @Override
    public String name() {
        return on ? CreateStream.START : PauseStream.STOP;
    }

    @Override
    public Map<String, String> look() throws Setback {
        return Map.of(
                WAS,
                Boolean.toString(Standing.require(ends.target(), subscription).enabled()));
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        turn(on, Standing.require(ends.target(), subscription), telling);
        boolean was = Boolean.parseBoolean(notes.get(WAS));
        return on
                ? (was ? "It was enabled already" : "It is enabled")
                : (was ? "It is disabled; its slot goes on holding the log of the source" : "It was disabled already");
    }

    private void turn(boolean enable, Standing standing, Telling telling) throws Setback {
        DedicatedSession target = ends.target();
        if (standing.enabled() != enable) {
            var statements = standing.statements();
            target.execute(enable ? statements.enable() : statements.disable());
        }
        if (!enable && awaited) {
            awaitStopped(target, subscription.oid().value(), telling);
        }
    }

    /** Until none of its workers runs any more. */
    static void awaitStopped(DedicatedSession target, long oid, Telling telling) throws Setback {
        while (works(target, oid)) {
            telling.tell("Waits until its workers have ended; those that copy tables do when they have copied them");
            telling.pause();
        }
    }

    /**
     * That which applies changes, of one that is disabled; copies go on. It would bring the transaction that it is at to its end first,
     * and does where it is not ours to end.
     */
    static void endApplying(DedicatedSession target, long oid, Telling telling) throws Setback {
        try {
            target.query(
                    "select pg_terminate_backend(pid) from pg_stat_subscription"
                            + " where subid = cast(? as oid) and pid is not null and relid is null",
                    row -> true,
                    oid);
        } catch (Setback e) {
            if (e.passing()) {
                throw e;
            }
        }
        while (target.is(
                "select exists (select from pg_stat_subscription where subid = cast(? as oid) and pid is not null and relid is null)",
                oid)) {
            telling.tell("Waits until its worker has ended");
            telling.pause();
        }
    }

    private static boolean works(DedicatedSession target, long oid) throws Setback {
        return target.is(
                "select exists (select from pg_stat_subscription where subid = cast(? as oid) and pid is not null)",
                oid);
    }

    /** Of one that is disabled, so that nobody starts them again. */
    static void endWorkers(DedicatedSession target, long oid, Telling telling) throws Setback {
        while (works(target, oid)) {
            target.query(
                    "select pg_terminate_backend(pid) from pg_stat_subscription where subid = cast(? as oid) and pid is not null",
                    row -> true,
                    oid);
            telling.pause();
        }
    }

    @Override
    public @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
        boolean was = Boolean.parseBoolean(notes.get(WAS));
        Standing standing = Standing.find(ends.target(), subscription);
        if (standing == null) {
            return "It is not there any more";
        }
        turn(was, standing, telling);
        return was ? "It is enabled, as before" : "It is disabled, as before";
    }

    @Override
    public String byHand(Map<String, String> notes) {
        var statements = subscription.statements();
        return Ends.byHand(
                ends.work().target(),
                Boolean.parseBoolean(notes.get(WAS)) ? statements.enable() : statements.disable());
    }
}

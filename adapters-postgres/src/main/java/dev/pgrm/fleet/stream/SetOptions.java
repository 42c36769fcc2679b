package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.stream.ChangeStream;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.SubscriptionSpec.Options;
import dev.pgrm.domain.stream.SubscriptionStatements;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * On the target. Where the subscription must not run meanwhile, it is stopped, and started again if it ran. Undone by setting what was
 * there before.
 */
record SetOptions(ChangeStream work, Ends ends) implements Act {
    private static final String ENABLED = "enabled";

    @Override
    public String name() {
        return ChangeStream.SET;
    }

    private Subscribed subscription() {
        return work.stream().requireSubscription();
    }

    @Override
    public Map<String, String> look() throws Setback {
        DedicatedSession target = ends.target();
        boolean enabled = Standing.require(target, subscription()).enabled();
        var notes = new HashMap<>(OptionsNow.notes(work.options().restored(OptionsNow.read(target, subscription()))));
        notes.put(ENABLED, Boolean.toString(enabled));
        return notes;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        var statements = Standing.require(ends.target(), subscription()).statements();
        set(work.options(), ran(notes), statements, telling);
        return "They were " + written(OptionsNow.of(notes)) + ", and are " + written(work.options())
                + (work.stops() && !ran(notes) ? "; it was stopped before, and stays so" : "");
    }

    private static boolean ran(Map<String, String> notes) {
        return Boolean.parseBoolean(notes.get(ENABLED));
    }

    private static String written(Options options) {
        return String.join(", ", options.settings());
    }

    private void set(Options to, boolean ran, SubscriptionStatements statements, Telling telling) throws Setback {
        DedicatedSession target = ends.target();
        Options now = work.options().restored(OptionsNow.read(target, subscription()));
        if (!now.equals(to)) {
            if (work.stops()) {
                telling.tell("Stops the subscription, as its options take");
                target.execute(statements.disable());
                Switching.awaitStopped(target, subscription().oid().value(), telling);
            }
            target.execute(statements.set(to));
        }
        if (work.stops() && ran) {
            target.execute(statements.enable());
        }
    }

    @Override
    public @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
        Standing standing = Standing.find(ends.target(), subscription());
        if (standing == null) {
            return "It is not there any more";
        }
        Options before = OptionsNow.of(notes);
        set(before, ran(notes), standing.statements(), telling);
        return "They are as before: " + written(before);
    }

    @Override
    public String byHand(Map<String, String> notes) {
        var statements = subscription().statements();
        List<String> all = new ArrayList<>();
        if (work.stops()) {
            all.add(statements.disable());
        }
        all.add(statements.set(OptionsNow.of(notes)));
        if (work.stops() && ran(notes)) {
            all.add(statements.enable());
        }
        return Ends.byHand(work.target(), all.toArray(String[]::new));
    }
}

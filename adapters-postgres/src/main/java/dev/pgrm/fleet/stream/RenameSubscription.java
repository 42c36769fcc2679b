package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.stream.ChangeStream;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** On the target. The slot keeps its name, and so does the publication. */
record RenameSubscription(Subscribed from, Subscribed to, Ends ends) implements Act {
    @Override
    public String name() {
        return ChangeStream.RENAME;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        DedicatedSession target = ends.target();
        Standing standing = Standing.findNamed(target, to);
        if (standing == null) {
            standing = Standing.require(target, from);
            target.make(from.statements().rename(to.name()), null);
        }
        return "It is called " + to.name()
                + (standing.slot() == null ? "" : "; its slot goes on being called " + standing.slot());
    }

    @Override
    public @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
        DedicatedSession target = ends.target();
        if (Standing.findNamed(target, to) != null) {
            target.execute(to.statements().rename(from.name()));
        }
        return "It is called " + from.name() + ", as before";
    }

    @Override
    public String byHand(Map<String, String> notes) {
        return Ends.byHand(ends.work().target(), to.statements().rename(from.name()));
    }
}

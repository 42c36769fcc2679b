package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.RemoveStream;
import dev.pgrm.domain.stream.RemoveStream.Leave;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** On the target, whose server asks nobody. For good, but done wholly or not at all. */
record DropSubscription(RemoveStream work, Ends ends, Remains remains, Remembering remembering) implements Act {
    @Override
    public String name() {
        return RemoveStream.DROP;
    }

    private Subscribed subscription() {
        return work.stream().requireSubscription();
    }

    @Override
    public Map<String, String> look() throws Setback {
        DedicatedSession target = ends.target();
        Standing.require(target, subscription()).requireSlot(target, subscription(), null);
        return Remains.look(target, subscription());
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        remains.noted(notes);
        DedicatedSession target = ends.target();
        Standing standing = Standing.find(target, subscription());
        if (standing != null) {
            standing.requireName(target, subscription());
            target.execute(String.join(";\n", subscription().statements().dropUnheard()));
        }
        remembering.forget(
                work.stream().requireTarget().id(), subscription().oid().value(), telling);
        return "It was dropped; the rows stay"
                + (work.leave() == Leave.SLOT && !remains.told().isEmpty()
                        ? ". Left on the source: " + remains.told() + "\nTo drop it when the source is back:\n"
                                + remains.byHand()
                        : "");
    }

    @Override
    public @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
        remains.noted(notes);
        if (Standing.find(ends.target(), subscription()) == null) {
            throw Setback.lasting(new Trouble(
                    "subscription_gone",
                    "Subscription " + subscription().name() + " is gone, and cannot be brought back",
                    "Try it again, so that the rest is removed, too"));
        }
        return "It was not dropped";
    }

    @Override
    public String byHand(Map<String, String> notes) {
        return remains.byHand();
    }

    @Override
    public Map<String, String> result() {
        return work.leave() == Leave.SLOT ? remains.left() : Map.of();
    }
}

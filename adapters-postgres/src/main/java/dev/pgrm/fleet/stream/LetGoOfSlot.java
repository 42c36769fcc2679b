package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.RemoveStream;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** So that dropping the subscription does not ask the source; undone by giving it back. */
record LetGoOfSlot(Subscribed subscription, SlotName slot, Ends ends) implements Act {
    private static final String HELD = "held";

    @Override
    public String name() {
        return RemoveStream.LET_GO;
    }

    @Override
    public Map<String, String> look() throws Setback {
        DedicatedSession target = ends.target();
        Standing standing = Standing.require(target, subscription);
        standing.requireSlot(target, subscription, slot);
        return Map.of(HELD, Boolean.toString(standing.slot() != null));
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        DedicatedSession target = ends.target();
        if (Standing.require(target, subscription).slot() != null) {
            target.execute(subscription.statements().letGoOfSlot());
        }
        return Boolean.parseBoolean(notes.get(HELD)) ? "It let go of " + slot : "It had let go of it before";
    }

    @Override
    public @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
        DedicatedSession target = ends.target();
        Standing standing = Standing.find(target, subscription);
        if (standing == null) {
            return "It is not there any more";
        }
        if (!Boolean.parseBoolean(notes.get(HELD))) {
            return null;
        }
        if (standing.slot() == null) {
            target.execute(standing.statements().holdSlot(slot));
        }
        return "It has slot " + slot + " again";
    }

    @Override
    public String byHand(Map<String, String> notes) {
        return Ends.byHand(ends.work().target(), subscription.statements().holdSlot(slot));
    }
}

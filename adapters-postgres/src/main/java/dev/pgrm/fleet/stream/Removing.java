package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.stream.RemoveStream;
import java.util.List;

/** The acts by which a stream is removed. */
record Removing(RemoveStream work, Ends ends, Remembering remembering) {
    List<Act> acts(List<Step> steps) {
        var remains = new Remains(work, steps);
        return work.plan().stream().map(planned -> act(planned.name(), remains)).toList();
    }

    private Act act(String step, Remains remains) {
        var stream = work.stream();
        return switch (step) {
            case RemoveStream.CHECK -> new CheckRemoval(stream, ends);
            case RemoveStream.STOP -> Switching.offBeforeDrop(stream.requireSubscription(), ends);
            case RemoveStream.IDLE -> new AwaitIdleSlot(work, ends);
            case RemoveStream.LET_GO -> new LetGoOfSlot(stream.requireSubscription(), stream.requireSlot(), ends);
            case RemoveStream.DROP -> new DropSubscription(work, ends, remains, remembering);
            case RemoveStream.SLOTS -> new DropSlots(work, ends, remains);
            case RemoveStream.UNPUBLISH -> new DropPublications(work, ends);
            default -> throw new IllegalArgumentException("Nobody here knows the step " + step);
        };
    }
}

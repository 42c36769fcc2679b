package dev.pgrm.fleet.stream;

import dev.pgrm.application.credential.Credentials;
import dev.pgrm.application.operation.Act;
import dev.pgrm.application.stream.StreamChecks;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.stream.CreateStream;
import java.util.List;

/** The acts by which a stream is made. */
record Creating(
        CreateStream work,
        Ends ends,
        StreamChecks checks,
        Credentials credentials,
        Remembering remembering,
        Mark mark) {
    /** Whether something of that name was there before. */
    static final String THERE = "there";

    List<Act> acts(List<Step> steps) {
        return work.plan().stream().map(planned -> act(planned.name(), steps)).toList();
    }

    private MadeSubscription made(Earlier earlier) {
        return new MadeSubscription(
                work,
                ends,
                remembering,
                new CopiedRows(work, ends, mark),
                earlier.left(CreateStream.SUBSCRIBE) || earlier.began(CreateStream.START));
    }

    private Act act(String step, List<Step> steps) {
        var earlier = new Earlier(steps);
        return switch (step) {
            case CreateStream.CHECK -> new CheckBothEnds(work, ends, checks, steps);
            case CreateStream.TABLES -> new CreateTables(work, ends, mark, earlier);
            case CreateStream.PUBLISH -> new CreatePublication(work.publication(), ends, mark);
            case CreateStream.HOLD -> new CreateSlot(work.subscription(), ends, earlier);
            case CreateStream.SUBSCRIBE ->
                new CreateSubscription(work, ends, credentials, remembering, mark, made(earlier));
            case CreateStream.START -> new StartSubscription(work.subscription().statements(), ends);
            case CreateStream.FLOW -> new AwaitFlow(work.subscription().name(), ends);
            default -> throw new IllegalArgumentException("Nobody here knows the step " + step);
        };
    }
}

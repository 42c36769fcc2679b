package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.stream.StreamChecks;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.stream.ChangeStream;
import dev.pgrm.domain.stream.RefreshStream;
import java.util.List;

/** The acts by which a stream is changed. */
record Changing(ChangeStream work, Ends ends, StreamChecks checks) {
    List<Act> acts(List<Step> steps) {
        return work.plan().stream().map(planned -> act(planned.name(), steps)).toList();
    }

    private Act act(String step, List<Step> steps) {
        return switch (step) {
            case ChangeStream.CHECK -> new CheckChange(work, ends, checks, steps);
            case ChangeStream.SET -> new SetOptions(work, ends);
            case ChangeStream.RENAME ->
                new RenameSubscription(work.stream().requireSubscription(), work.renamed(), ends);
            case ChangeStream.ADD -> new AddTables(work, work.requireTables(), ends);
            case ChangeStream.REMOVE -> new RemoveTables(work, work.requireTables(), ends);
            case RefreshStream.REFRESH -> new Refreshing(work.renamed(), work.copyData(), ends);
            default -> throw new IllegalArgumentException("Nobody here knows the step " + step);
        };
    }
}

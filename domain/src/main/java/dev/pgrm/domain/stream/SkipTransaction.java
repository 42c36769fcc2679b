package dev.pgrm.domain.stream;

import dev.pgrm.domain.operation.PlannedStep;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.Quoted;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passes over the transaction on which a stream fails. All that it changed is lost for the target, in other tables too.
 *
 * @param end of the transaction: up to 14 the end of its commit in the source's log, since 15 what its error calls finished at
 * @param told by the log of the target; else only a person says that it is the one
 * @param byOrigin the way of 14, which cannot be told to skip: the stream is set behind it
 */
public record SkipTransaction(LogicalStream stream, Lsn end, boolean told, boolean byOrigin) implements StreamWork {
    public static final String KIND = "stream.skip";

    public static final String SKIP = "Tell the subscription to skip it";
    public static final String PASS = "Wait until it is skipped";
    public static final String SET_BEHIND = "Set the stream behind it";

    public SkipTransaction {
        stream.requireTarget();
        stream.requireSubscription();
        if (byOrigin) {
            stream.requireSource();
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public @Nullable End source() {
        return byOrigin ? stream.source() : null;
    }

    @Override
    public End target() {
        return stream.requireTarget();
    }

    @Override
    public List<PlannedStep> plan() {
        var subscription = stream.requireSubscription().statements();
        var goOn = List.of(StreamWork.at(target(), subscription.enable()));
        var stop = List.of(StreamWork.at(target(), subscription.disable()));
        if (byOrigin) {
            return List.of(
                    new PlannedStep(PauseStream.STOP, stop, goOn),
                    new PlannedStep(SET_BEHIND, List.of(StreamWork.at(target(), advance())), List.of()),
                    new PlannedStep(CreateStream.START, goOn, List.of()));
        }
        return List.of(
                new PlannedStep(
                        SKIP,
                        List.of(StreamWork.at(target(), subscription.skip(end))),
                        List.of(StreamWork.at(target(), subscription.skipNothing()))),
                new PlannedStep(CreateStream.START, goOn, stop),
                PlannedStep.looking(PASS));
    }

    public String advance() {
        return "select pg_replication_origin_advance("
                + Quoted.literal("pg_" + stream.requireSubscription().oid()) + ", " + Quoted.literal(end) + ")";
    }
}

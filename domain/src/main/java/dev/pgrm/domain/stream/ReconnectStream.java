package dev.pgrm.domain.stream;

import dev.pgrm.domain.operation.PlannedStep;
import dev.pgrm.domain.postgres.Conninfo;
import java.util.List;
import java.util.Set;

/**
 * Gives a subscription another connection to its source: that of the source's replication account as its secret is by now. What it
 * had before is not known afterwards, so it is tried first and never undone.
 *
 * @param way how the target's server reaches the source
 */
public record ReconnectStream(LogicalStream stream, Conninfo way, Reason reason) implements StreamWork {
    public static final String ADOPT = "stream.adopt";
    public static final String RECONNECT = "stream.reconnect";

    public static final String TRY = "Try the connection";
    public static final String CONNECT = "Give the subscription the connection (its former one is not kept)";
    public static final String FLOW = "Wait until it streams again";

    public enum Reason {
        /** Somebody wants a stream that was made elsewhere, or whose connection was changed by hand, to have ours. */
        ADOPTED,
        /** The secret of the replication account is another by now. */
        ROTATED
    }

    public ReconnectStream {
        stream.requireSource();
        stream.requireTarget();
        stream.requireSubscription();
    }

    @Override
    public boolean sendsPassword() {
        return true;
    }

    @Override
    public String kind() {
        return switch (reason) {
            case ADOPTED -> ADOPT;
            case ROTATED -> RECONNECT;
        };
    }

    @Override
    public End source() {
        return stream.requireSource();
    }

    @Override
    public End target() {
        return stream.requireTarget();
    }

    /** Nothing is changed on the source, of which many subscriptions may have to follow one rotation. */
    @Override
    public Set<String> subjects() {
        return Set.of("database:" + target().id(), subject());
    }

    /** That of all work of this kind on one subscription. */
    public String subject() {
        return "connection:" + target().id() + "/"
                + stream.requireSubscription().oid().value();
    }

    @Override
    public List<PlannedStep> plan() {
        String connect = stream.requireSubscription().statements().connect(Conninfo.VARIABLE);
        return List.of(
                PlannedStep.looking(TRY),
                new PlannedStep(
                        CONNECT, List.of(StreamWork.at(target(), way.asVariable() + "\n" + connect)), List.of()),
                PlannedStep.looking(FLOW));
    }
}

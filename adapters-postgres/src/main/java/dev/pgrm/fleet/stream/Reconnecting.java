package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.domain.stream.ReconnectStream;
import java.util.List;

/** The acts by which a subscription gets another connection. */
record Reconnecting(ReconnectStream work, Ends ends, Proof proof, Remembering remembering) {
    List<Act> acts() {
        return List.of(
                new TryConnection(work, ends, proof),
                new SetConnection(work, ends, proof, remembering),
                new AwaitReconnected(work.stream().requireSubscription(), ends));
    }
}

package dev.pgrm.api.topology;

import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.exceptions.WebSocketSessionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is on its way to one browser. A first snapshot over a slow line may take a while, and deltas wait behind it; whoever does not
 * keep up for longer would cost memory without bound, and starts again from a snapshot.
 */
final class Outbox {
    private static final int MOST_WAITING = 1_000_000;

    private final WebSocketSession socket;
    private final boolean compressed;
    private final CloseReason tooSlow;

    /** Bytes, not compressed, that were handed over and not yet written. */
    private final AtomicLong waiting = new AtomicLong();

    /** The longest message counts for nothing: it has to go out whole, however large the fleet. */
    private long allowance;

    Outbox(WebSocketSession socket, boolean compressed, CloseReason tooSlow) {
        this.socket = socket;
        this.compressed = compressed;
        this.tooSlow = tooSlow;
    }

    /** Called by one thread at a time. */
    void send(Broadcast message) {
        if (!socket.isOpen()) {
            return;
        }
        allowance = Math.max(allowance, message.length());
        if (waiting.get() > allowance + MOST_WAITING) {
            socket.close(tooSlow);
            return;
        }
        waiting.addAndGet(message.length());
        try {
            // A send that fails ends the socket, whose listener then leaves.
            var _ = socket.sendAsync(message.frame(compressed))
                    .whenComplete((sent, failure) -> waiting.addAndGet(-message.length()));
        } catch (WebSocketSessionException e) {
            // It was closed just now, which must not keep the message from the others.
            waiting.addAndGet(-message.length());
        }
    }
}

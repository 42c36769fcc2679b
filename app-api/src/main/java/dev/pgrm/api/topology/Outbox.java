package dev.pgrm.api.topology;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;

/**
 * What is on its way to one browser. A first snapshot over a slow line may take a while, and deltas wait behind it; whoever does not
 * keep up for longer would cost memory without bound, and starts again from a snapshot.
 */
final class Outbox {
    private static final int MOST_WAITING = 1_000_000;

    private final Channel channel;
    private final boolean compressed;
    private final Runnable tooSlow;

    /** The longest message counts for nothing: it has to go out whole, however large the fleet. */
    private long allowance;

    /** @param tooSlow what is done about a browser that does not keep up */
    Outbox(Channel channel, boolean compressed, Runnable tooSlow) {
        this.channel = channel;
        this.compressed = compressed;
        this.tooSlow = tooSlow;
    }

    /** The one by which {@link #send} is called. */
    EventLoop thread() {
        return channel.eventLoop();
    }

    void send(Broadcast message) {
        if (!channel.isActive()) {
            return;
        }
        allowance = Math.max(allowance, message.length());
        if (channel.bytesBeforeWritable() > allowance + MOST_WAITING) {
            tooSlow.run();
            return;
        }
        // A write that fails ends the channel, whose listener then leaves.
        var _ = channel.writeAndFlush(message.frame(compressed));
    }
}

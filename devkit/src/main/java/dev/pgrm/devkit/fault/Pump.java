package dev.pgrm.devkit.fault;

import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Carries one direction of one connection. Reading and writing are apart, so that a delay lengthens the way without narrowing it. */
final class Pump {
    private static final int CHUNKS_UNDER_WAY = 1_024;

    private final Network network;
    private final Direction direction;
    private final Socket from;
    private final Socket to;
    private final Passage passage;
    private final BlockingQueue<Chunk> underWay = new LinkedBlockingQueue<>(CHUNKS_UNDER_WAY);

    private record Chunk(ByteBuffer bytes, long dueNanos) {
        boolean last() {
            return !bytes.hasRemaining();
        }
    }

    Pump(Network network, Direction direction, Socket from, Socket to, Passage passage) {
        this.network = network;
        this.direction = direction;
        this.from = from;
        this.to = to;
        this.passage = passage;
    }

    void start() {
        Thread.ofVirtual().name("fault-proxy-read").start(() -> passage.resetOnFailure(this::read));
        Thread.ofVirtual().name("fault-proxy-write").start(() -> passage.resetOnFailure(this::write));
    }

    private void read() throws IOException, InterruptedException {
        var buffer = new byte[16_384];
        for (int count = from.getInputStream().read(buffer);
                count > 0;
                count = from.getInputStream().read(buffer)) {
            if (network.state() == NetworkState.SWALLOWING) {
                passage.lostBytes();
            } else {
                put(ByteBuffer.wrap(Arrays.copyOf(buffer, count)));
            }
        }
        put(ByteBuffer.allocate(0));
    }

    private void put(ByteBuffer bytes) throws InterruptedException {
        underWay.put(
                new Chunk(bytes, System.nanoTime() + network.delay(direction).toNanos()));
    }

    private void write() throws IOException, InterruptedException {
        for (Chunk chunk = underWay.take(); !chunk.last(); chunk = underWay.take()) {
            deliver(chunk);
        }
        network.awaitPassing();
        to.shutdownOutput();
        passage.directionEnded();
    }

    private void deliver(Chunk chunk) throws IOException, InterruptedException {
        Due.await(chunk.dueNanos());
        network.awaitUnstalled();
        if (network.state() == NetworkState.SWALLOWING) {
            passage.lostBytes();
            return;
        }
        to.getOutputStream().write(chunk.bytes().array());
        to.getOutputStream().flush();
    }
}

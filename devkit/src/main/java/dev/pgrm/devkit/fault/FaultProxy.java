package dev.pgrm.devkit.fault;

import dev.pgrm.devkit.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A way between two ends that can be broken on demand. It listens on one loopback port all its life; where it leads is said by {@link #towards}, by a fleet's builder for its links.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int BACKLOG = 256;

    private final Network network = new Network();
    private final Set<Passage> passages = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile @Nullable InetSocketAddress target;
    private @Nullable ServerSocket listener;
    private Thread acceptor;

    private FaultProxy(ServerSocket listener) {
        this.listener = listener;
        this.port = listener.getLocalPort();
        this.acceptor = accepting(listener);
    }

    public static FaultProxy open() {
        IOException last = new IOException("not tried");
        for (int attempt = 0; attempt < 10; attempt++) {
            try {
                return new FaultProxy(listening(Ports.free()));
            } catch (IOException takenMeanwhile) {
                last = takenMeanwhile;
            }
        }
        throw new UncheckedIOException("No free port for a fault proxy", last);
    }

    public FaultProxy towards(String host, int targetPort) {
        target = new InetSocketAddress(host, targetPort);
        return this;
    }

    public String host() {
        return "127.0.0.1";
    }

    public int port() {
        return port;
    }

    /** Connections that live now. */
    public int connections() {
        passages.removeIf(Passage::over);
        return passages.size();
    }

    /** Resets what is connected and refuses what comes. */
    public synchronized void cut() {
        stopListening();
        resetAll();
        network.become(NetworkState.PASSING);
    }

    /** Resets what is connected, once; who comes again is let through. */
    public void resetConnections() {
        resetAll();
    }

    /** Every byte takes so much longer, from the next on. */
    public synchronized void delay(Direction direction, Duration delay) {
        network.delay(direction, delay);
    }

    /** Bytes wait, unlost: what packet loss looks like to both ends. New connections are accepted and hear nothing. */
    public synchronized void stall() {
        network.become(NetworkState.STALLED);
    }

    /** Accepts everything and lets nothing out. What lost bytes is reset by {@link #restore}. */
    public synchronized void blackHole() {
        network.become(NetworkState.SWALLOWING);
    }

    public synchronized void restore() {
        passages.stream().filter(Passage::hasLostBytes).forEach(this::reset);
        network.undelayed();
        network.become(NetworkState.PASSING);
        if (listener == null) {
            try {
                var again = listening(port);
                listener = again;
                acceptor = accepting(again);
            } catch (IOException e) {
                throw new UncheckedIOException("The proxy's port " + port + " was taken while it was cut", e);
            }
        }
    }

    @Override
    public synchronized void close() {
        stopListening();
        resetAll();
        network.become(NetworkState.PASSING);
    }

    private void resetAll() {
        passages.forEach(this::reset);
    }

    private void reset(Passage passage) {
        passages.remove(passage);
        passage.reset();
    }

    private static ServerSocket listening(int port) throws IOException {
        var socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The port is given up only once the thread that waits on it has noticed, so that is waited for. */
    private void stopListening() {
        try {
            if (listener != null) {
                listener.close();
                acceptor.join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        listener = null;
    }

    private Thread accepting(ServerSocket socket) {
        return Thread.ofVirtual().name("fault-proxy-accept").start(() -> {
            while (!socket.isClosed()) {
                try {
                    admit(new Passage(socket.accept()), socket);
                } catch (IOException e) {
                    // The listener was closed under us: cut, or the end.
                    return;
                }
            }
        });
    }

    private void admit(Passage passage, ServerSocket by) {
        passages.add(passage);
        if (by.isClosed()) {
            reset(passage);
            return;
        }
        Thread.ofVirtual().name("fault-proxy-connect").start(() -> passage.resetOnFailure(() -> connect(passage)));
    }

    /** The far end is not reached before the network is: a server must not see a connection that never arrived. */
    private void connect(Passage passage) throws IOException, InterruptedException {
        network.awaitPassing();
        var towards = target;
        if (towards == null) {
            throw new IOException("The proxy leads nowhere yet");
        }
        var client = passage.client();
        var server = passage.server();
        server.connect(towards, CONNECT_MILLIS);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        new Pump(network, Direction.TO_SERVER, client, server, passage).start();
        new Pump(network, Direction.TO_CLIENT, server, client, passage).start();
    }
}

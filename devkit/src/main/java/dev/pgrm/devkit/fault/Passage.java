package dev.pgrm.devkit.fault;

import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection through the proxy: two sockets that live and die together. */
final class Passage {
    private final Socket client;
    private final Socket server = new Socket();
    private final AtomicInteger directionsEnded = new AtomicInteger();
    private volatile boolean lossy;

    Passage(Socket client) {
        this.client = client;
    }

    interface Work {
        void run() throws IOException, InterruptedException;
    }

    Socket client() {
        return client;
    }

    Socket server() {
        return server;
    }

    void lostBytes() {
        lossy = true;
    }

    boolean hasLostBytes() {
        return lossy;
    }

    /** One direction came to its orderly end; with the second the connection is over. */
    void directionEnded() {
        if (directionsEnded.incrementAndGet() == 2) {
            close(client);
            close(server);
        }
    }

    boolean over() {
        return client.isClosed();
    }

    void resetOnFailure(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reset();
        }
    }

    /** Both ends see "connection reset". */
    void reset() {
        reset(client);
        reset(server);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            reset(socket);
        }
    }

    private static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It was closed already, which is what we want.
            return;
        }
    }
}

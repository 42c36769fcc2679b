package dev.pgrm.fleet.poll;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A way to a server that counts how often the client spoke up again after the server had answered. */
final class RoundTrips implements AutoCloseable {
    private final ServerSocket listener;
    private final String host;
    private final int port;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger count = new AtomicInteger();

    RoundTrips(String host, int port) {
        this.host = host;
        this.port = port;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    int count() {
        return count.get();
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket client = listener.accept();
                Socket server = new Socket(host, port);
                sockets.addAll(List.of(client, server));
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                var turn = new Turn(count);
                Thread.ofVirtual().start(() -> pump(client, server, turn::clientSpeaks));
                Thread.ofVirtual().start(() -> pump(server, client, turn::serverSpeaks));
            }
        } catch (IOException end) {
            close();
        }
    }

    /** Of one connection: whose turn it is. */
    private static final class Turn {
        private final AtomicInteger count;
        private boolean client;

        Turn(AtomicInteger count) {
            this.count = count;
        }

        synchronized void clientSpeaks() {
            if (!client) {
                client = true;
                count.incrementAndGet();
            }
        }

        synchronized void serverSpeaks() {
            client = false;
        }
    }

    private static void pump(Socket from, Socket to, Runnable speaking) {
        var buffer = new byte[65_536];
        try {
            for (int read = from.getInputStream().read(buffer);
                    read > 0;
                    read = from.getInputStream().read(buffer)) {
                speaking.run();
                to.getOutputStream().write(buffer, 0, read);
            }
            to.shutdownOutput();
        } catch (IOException end) {
            closed(List.of(from, to));
        }
    }

    private static void closed(List<Socket> sockets) {
        for (Socket socket : new ArrayList<>(sockets)) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        closed(sockets);
    }
}

package dev.pgrm.fleet.trial;

import dev.pgrm.devkit.postgres.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;

/** Does to a session what is peculiar to poolers: tells the client of another process than the one that serves it. */
final class Pooler implements AutoCloseable {
    /** BackendKeyData with its length, after which the process comes. */
    private static final byte[] KEY_DATA = {'K', 0, 0, 0, 12};

    private final ServerSocket listener = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());

    Pooler(PostgresServer server) throws IOException {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket client = listener.accept();
                    Thread.ofVirtual().start(() -> serve(client, server));
                }
            } catch (IOException e) {
                // The test is over.
                return;
            }
        });
    }

    int port() {
        return listener.getLocalPort();
    }

    private static void serve(Socket client, PostgresServer server) {
        try (client;
                Socket behind = new Socket(server.host(), server.port())) {
            Thread.ofVirtual().start(() -> pump(client, behind));
            pump(behind, client);
        } catch (IOException e) {
            // Whoever hangs up ends it.
            return;
        }
    }

    private static void pump(Socket from, Socket to) {
        try (to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[8192];
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                disguise(chunk, length);
                out.write(chunk, 0, length);
            }
        } catch (IOException e) {
            // As above.
            return;
        }
    }

    private static void disguise(byte[] chunk, int length) {
        for (int at = 0; at + KEY_DATA.length + 4 <= length; at++) {
            if (Arrays.equals(chunk, at, at + KEY_DATA.length, KEY_DATA, 0, KEY_DATA.length)) {
                chunk[at + KEY_DATA.length + 3]++;
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

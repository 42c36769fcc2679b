package dev.pgrm.devkit.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Picks loopback ports below the range from which the system takes outgoing ones: there, a client that retries a stopped server could be given that server's own port and keep it from coming back.
 * Another process may take the port before its server does; whoever starts a server tries again with another.
 */
public final class Ports {
    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;

    private Ports() {}

    public static int free() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int candidate = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("No free port found on loopback between " + LOWEST + " and " + HIGHEST);
    }

    /** The usual port, so that people need not look it up, or a free one beside whoever has it. */
    public static int freeOr(int usual) {
        return isFree(usual) ? usual : free();
    }

    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

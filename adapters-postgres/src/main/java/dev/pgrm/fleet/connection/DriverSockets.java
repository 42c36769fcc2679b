package dev.pgrm.fleet.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.util.Map;
import java.util.Properties;
import javax.net.SocketFactory;

/** Makes the driver's sockets. Public because the driver makes it by name. */
public final class DriverSockets extends SocketFactory {
    /** A peer that vanished is noticed within two minutes, rather than the hours that systems usually take. */
    private static final Map<String, Integer> KEEPALIVE =
            Map.of("TCP_KEEPIDLE", 60, "TCP_KEEPINTERVAL", 15, "TCP_KEEPCOUNT", 4);

    private final SignIn signIn;

    public DriverSockets(Properties properties) {
        this.signIn = SignIn.of(properties);
    }

    /** Unconnected, which is all that the driver asks for. */
    @Override
    public Socket createSocket() throws IOException {
        signIn.connecting();
        var socket = new Socket();
        for (SocketOption<?> option : socket.supportedOptions()) {
            Integer wanted = KEEPALIVE.get(option.name());
            if (wanted != null && option.type() == Integer.class) {
                set(socket, option, wanted);
            }
        }
        return socket;
    }

    /** Not every system has them, and Java's own names for them are not part of its standard. */
    @SuppressWarnings("unchecked")
    private static void set(Socket socket, SocketOption<?> option, Integer value) throws IOException {
        socket.setOption((SocketOption<Integer>) option, value);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw connected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        throw connected();
    }

    private static IOException connected() {
        return new IOException("The driver connects by itself, with a time-out");
    }
}

package dev.pgrm.fleet.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;

/** Speaks TLS for the driver. Public because the driver makes it by name. */
public final class DriverTls extends SSLSocketFactory {
    private final SignIn signIn;

    public DriverTls(Properties properties) {
        this.signIn = SignIn.of(properties);
    }

    /** The driver shakes hands itself before it sends anything, and gives up where that fails. */
    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        Socket wrapped = signIn.tls().over(socket, host, port);
        signIn.encrypting();
        return wrapped;
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return signIn.tls().sockets().getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return signIn.tls().sockets().getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw unasked();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        throw unasked();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw unasked();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        throw unasked();
    }

    private static IOException unasked() {
        return new IOException("TLS begins on a connection on which the server has agreed to it");
    }
}

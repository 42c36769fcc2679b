package dev.pgrm.fleet.connection;

import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Our end of TLS with one database: whom it trusts, whether it compares names, and what it shows of itself.
 *
 * @param comparesName whether the server's certificate must name the host that was connected to
 */
public record TlsClient(SSLSocketFactory sockets, boolean comparesName) {
    /** Over a connection that stands; the handshake is the caller's, and so is the time-out. */
    public SSLSocket over(Socket socket, String host, int port) throws IOException {
        SSLSocket wrapped = (SSLSocket) sockets.createSocket(socket, host, port, true);
        if (comparesName) {
            SSLParameters parameters = wrapped.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            wrapped.setSSLParameters(parameters);
        }
        return wrapped;
    }
}

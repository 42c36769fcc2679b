package dev.pgrm.fleet.connection;

import dev.pgrm.fleet.connection.ServerRefused.Reason;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Accepts the servers that some authorities vouch for, and tells why it refuses the others. Whether the host's name is compared
 * too is a setting of the socket.
 */
final class VerifiedServer extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager authorities;

    VerifiedServer(X509ExtendedTrustManager authorities) {
        this.authorities = authorities;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        try {
            authorities.checkServerTrusted(chain, type, socket);
        } catch (CertificateException e) {
            throw refused(chain, type, e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        try {
            authorities.checkServerTrusted(chain, type, engine);
        } catch (CertificateException e) {
            throw refused(chain, type, e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        try {
            authorities.checkServerTrusted(chain, type);
        } catch (CertificateException e) {
            throw new ServerRefused(ServerRefused.ofChain(e), chain[0], e);
        }
    }

    /** What is refused on the socket and is well on its own has the wrong name. */
    private ServerRefused refused(X509Certificate[] chain, String type, CertificateException refusal) {
        try {
            authorities.checkServerTrusted(chain, type);
            return new ServerRefused(Reason.OTHER_HOST, chain[0], refusal);
        } catch (CertificateException e) {
            return new ServerRefused(ServerRefused.ofChain(e), chain[0], e);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("We are no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("We are no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("We are no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}

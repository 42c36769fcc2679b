package dev.pgrm.devkit.rds;

import dev.pgrm.devkit.postgres.SelfSigned;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The server's side of TLS with a certificate and its key in PEM. */
final class GateTls {
    private static final char[] IN_MEMORY = "in memory alone".toCharArray();

    private final SSLContext context;

    /** @param identity its chain, the server's own certificate first, and the key of that in unencrypted PKCS #8 */
    GateTls(SelfSigned identity) throws IOException {
        try {
            var chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(
                            new ByteArrayInputStream(identity.certificate().getBytes(StandardCharsets.US_ASCII)))
                    .toArray(Certificate[]::new);
            var keys = KeyStore.getInstance("PKCS12");
            keys.load(null, null);
            keys.setKeyEntry("gate", key(identity.key(), chain[0].getPublicKey().getAlgorithm()), IN_MEMORY, chain);
            var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, IN_MEMORY);
            context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
        } catch (GeneralSecurityException e) {
            throw new IOException("The gate's certificate cannot be used", e);
        }
    }

    Socket over(Socket plain) throws IOException {
        var encrypted = (SSLSocket) context.getSocketFactory().createSocket(plain, null, true);
        encrypted.startHandshake();
        return encrypted;
    }

    private static PrivateKey key(String pem, String algorithm) throws GeneralSecurityException {
        String content = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance(algorithm)
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(content)));
    }
}

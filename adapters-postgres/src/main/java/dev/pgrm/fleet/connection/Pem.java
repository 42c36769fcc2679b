package dev.pgrm.fleet.connection;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Certificates and keys from their text form. What is wrong with a key is told without quoting it. */
final class Pem {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> KINDS = List.of("RSA", "EC", "EdDSA");

    private Pem() {}

    static List<X509Certificate> certificates(String pem) throws CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    static PrivateKey key(String pem) throws GeneralSecurityException {
        Matcher key = KEY.matcher(pem);
        if (!key.find()) {
            throw new InvalidKeySpecException("it is not an unencrypted PKCS #8 key (BEGIN PRIVATE KEY)");
        }
        var encoded = new PKCS8EncodedKeySpec(decoded(key.group(1)));
        for (String kind : KINDS) {
            PrivateKey found = ofKind(kind, encoded);
            if (found != null) {
                return found;
            }
        }
        throw new InvalidKeySpecException("it is not a key of RSA, EC or EdDSA");
    }

    private static @Nullable PrivateKey ofKind(String kind, PKCS8EncodedKeySpec encoded)
            throws NoSuchAlgorithmException {
        try {
            return KeyFactory.getInstance(kind).generatePrivate(encoded);
        } catch (InvalidKeySpecException e) {
            // Of another kind: the encoding names its own.
            return null;
        }
    }

    /** The cause would quote what it stumbled over. */
    private static byte[] decoded(String base64) throws InvalidKeySpecException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new InvalidKeySpecException("it is not PEM");
        }
    }
}

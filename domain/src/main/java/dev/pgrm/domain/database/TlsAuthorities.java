package dev.pgrm.domain.database;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Whose signature under a server's certificate is trusted. */
public sealed interface TlsAuthorities {
    int LONGEST = 64 * 1024;

    /** Amazon's authorities for databases in AWS, and those of the system everywhere. */
    record OfProvider() implements TlsAuthorities {}

    /** Those that Java comes with. */
    record OfSystem() implements TlsAuthorities {}

    /** Amazon's authorities for RDS and Aurora. */
    record OfRds() implements TlsAuthorities {}

    /** These alone. */
    record Given(String pem) implements TlsAuthorities {}

    /** The form in which they are registered; none stands for the usual ones of the provider. */
    default @Nullable String text() {
        return switch (this) {
            case OfProvider() -> null;
            case OfSystem() -> "system";
            case OfRds() -> "rds";
            case Given(var pem) -> pem;
        };
    }

    static TlsAuthorities parse(@Nullable String text) {
        return switch (text) {
            case null -> new OfProvider();
            case "system" -> new OfSystem();
            case "rds" -> new OfRds();
            default -> given(text);
        };
    }

    private static TlsAuthorities given(String pem) {
        if (pem.length() > LONGEST || !pem.contains("-----BEGIN CERTIFICATE-----") || pem.contains("PRIVATE KEY")) {
            throw new IllegalArgumentException(
                    "must be rds, system, or certificates in PEM without private keys," + " at most 64 KiB");
        }
        if (certificates(pem).isEmpty()) {
            throw new IllegalArgumentException("holds no certificate");
        }
        return new Given(pem);
    }

    /** What they are is not looked at: whether they vouch for a server shows when it is connected to. */
    private static Collection<?> certificates(String pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("holds a certificate that cannot be read", e);
        }
    }
}

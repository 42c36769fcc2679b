package dev.pgrm.fleet.connection;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.postgres.Endpoint;
import java.security.cert.X509Certificate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What went wrong in TLS, to an administrator. */
public final class TlsTrouble {
    private TlsTrouble() {}

    /** The server has no TLS, and we insist on it. */
    public static Trouble notOffered(Endpoint endpoint) {
        return new Trouble(
                "tls_not_offered",
                endpoint + " does not offer TLS, which is required",
                "Turn TLS on at the server (ssl = on, with ssl_cert_file and ssl_key_file; on RDS rds.force_ssl ="
                        + " 1), or choose the mode prefer or disable");
    }

    /** What answers there does not speak PostgreSQL. */
    public static Trouble otherProtocol(Endpoint endpoint) {
        return new Trouble(
                "protocol_mismatch", "What answers at " + endpoint + " is not PostgreSQL", "Check host and port");
    }

    /** Nothing when the trouble has to do with something else. */
    public static @Nullable Trouble of(Throwable failure, DatabaseSpec database) {
        Trouble found = null;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ServerRefused refused) {
                return refused(refused, database);
            }
            if (found == null && cause instanceof SSLException tls) {
                found = failed(tls, database.endpoint());
            }
        }
        return found;
    }

    private static Trouble refused(ServerRefused refused, DatabaseSpec database) {
        X509Certificate shown = refused.shown();
        Endpoint endpoint = database.endpoint();
        return switch (refused.reason()) {
            case OTHER_HOST ->
                new Trouble(
                        "tls_host_mismatch",
                        "The certificate of " + endpoint + " names " + names(shown) + ", not " + endpoint.host(),
                        "Register a host that it names, give the server a certificate for " + endpoint.host()
                                + ", or choose the mode verify-ca");
            case EXPIRED ->
                new Trouble(
                        "tls_expired",
                        "The certificate of " + endpoint
                                + ", or that of its authority, is not valid now: it is valid from "
                                + DateTimeFormatter.ISO_INSTANT.format(
                                        shown.getNotBefore().toInstant()) + " until "
                                + DateTimeFormatter.ISO_INSTANT.format(
                                        shown.getNotAfter().toInstant()),
                        "Renew the server's certificate; check the clock of the monitor");
            case UNTRUSTED ->
                new Trouble(
                        "tls_untrusted",
                        "No authority that is trusted vouches for the certificate of " + endpoint + ", issued by "
                                + shown.getIssuerX500Principal().getName(),
                        "Register tlsCa with the certificate of that authority in PEM, or rds or system");
        };
    }

    /** What the other side says of us comes as an alert, whose English name the JDK puts into the message. */
    private static Trouble failed(SSLException tls, Endpoint endpoint) {
        String said = String.valueOf(tls.getMessage());
        String alert = said.toLowerCase(Locale.ROOT);
        if (alert.contains("certificate_required")) {
            return certificateRequired(endpoint, said);
        }
        boolean refused = alert.contains("alert: unknown_ca")
                || alert.contains("alert: bad_certificate")
                || alert.contains("alert: certificate_")
                || alert.contains("alert: unsupported_certificate")
                || alert.contains("alert: decrypt_error")
                || alert.contains("alert: access_denied");
        if (refused) {
            return certificateRefused(endpoint, said);
        }
        return new Trouble(
                "tls_failed",
                "TLS with " + endpoint + " failed: " + said,
                "Check the TLS mode of this database, and versions and ciphers of the server"
                        + " (ssl_min_protocol_version, ssl_ciphers)");
    }

    static Trouble certificateRequired(Endpoint endpoint, String said) {
        return new Trouble(
                "client_certificate_required",
                endpoint + " wants a client certificate, and the credential has none: " + said,
                "Put certificate and key into the secret (clientCertificate, clientKey), signed by an authority that the server"
                        + " trusts (ssl_ca_file)");
    }

    static Trouble certificateRefused(Endpoint endpoint, String said) {
        return new Trouble(
                "client_certificate_refused",
                endpoint + " does not accept our client certificate: " + said,
                "Have it signed by an authority in the server's ssl_ca_file, check that it is valid, and that its common"
                        + " name is the user's or is mapped to it (pg_ident.conf)");
    }

    private static String names(X509Certificate certificate) {
        String named = CertificateNames.of(certificate);
        return named.isEmpty() ? certificate.getSubjectX500Principal().getName() : named;
    }
}

package dev.pgrm.fleet.trial;

import dev.pgrm.fleet.connection.CertificateNames;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** What a server shows of itself. */
record ShownCertificate(X509Certificate certificate) {
    private static final Duration SOON = Duration.ofDays(30);

    static ShownCertificate of(SSLSession session) throws SSLPeerUnverifiedException {
        if (session.getPeerCertificates()[0] instanceof X509Certificate first) {
            return new ShownCertificate(first);
        }
        throw new SSLPeerUnverifiedException("the server shows something else than an X.509 certificate");
    }

    String told(Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        return "certificate of " + certificate.getSubjectX500Principal().getName() + names() + ", issued by "
                + certificate.getIssuerX500Principal().getName() + ", valid until " + end + left(now, end);
    }

    private static String left(Instant now, Instant end) {
        Duration left = Duration.between(now, end);
        if (left.isNegative()) {
            return ": it has expired";
        }
        String days = " (" + left.toDays() + " days left)";
        return left.compareTo(SOON) < 0 ? days + ": renew it soon" : days;
    }

    private String names() {
        String named = CertificateNames.of(certificate);
        return named.isEmpty() ? "" : " for " + named;
    }
}

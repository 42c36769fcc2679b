package dev.pgrm.fleet.connection;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;

/** We do not accept the certificate that a server showed. */
final class ServerRefused extends CertificateException {
    private static final long serialVersionUID = 1L;

    enum Reason {
        UNTRUSTED,
        EXPIRED,
        OTHER_HOST
    }

    private final Reason reason;
    private final transient X509Certificate shown;

    ServerRefused(Reason reason, X509Certificate shown, CertificateException cause) {
        super(cause.getMessage(), cause);
        this.reason = reason;
        this.shown = shown;
    }

    Reason reason() {
        return reason;
    }

    X509Certificate shown() {
        return shown;
    }

    static Reason ofChain(CertificateException refusal) {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            boolean outOfTime = cause instanceof CertificateExpiredException
                    || cause instanceof CertificateNotYetValidException
                    || (cause instanceof CertPathValidatorException path
                            && (path.getReason() == BasicReason.EXPIRED
                                    || path.getReason() == BasicReason.NOT_YET_VALID));
            if (outOfTime) {
                return Reason.EXPIRED;
            }
        }
        return Reason.UNTRUSTED;
    }
}

package dev.pgrm.fleet.connection;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The hosts and addresses that a certificate names, for people. */
public final class CertificateNames {
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    private CertificateNames() {}

    /** Empty when it names none. */
    public static String of(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            return alternatives == null
                    ? ""
                    : alternatives.stream()
                            .filter(name -> name.getFirst() instanceof Integer kind && (kind == DNS || kind == ADDRESS))
                            .map(name -> String.valueOf(name.get(1)))
                            .collect(Collectors.joining(", "));
        } catch (CertificateParsingException e) {
            return "something that cannot be read";
        }
    }
}

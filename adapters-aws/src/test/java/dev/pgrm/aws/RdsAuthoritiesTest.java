package dev.pgrm.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RdsAuthoritiesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Amazon RDS eu-central-1 Root CA RSA2048 G1",
                "Amazon RDS eu-central-1 Root CA RSA4096 G1",
                "Amazon RDS eu-central-1 Root CA ECC384 G1",
                "Amazon RDS us-east-1 Root CA RSA2048 G1",
                "Amazon RDS ap-southeast-2 Root CA RSA2048 G1",
                "Amazon Root CA 1"
            })
    void the_roots_of_regions_and_of_proxies_are_there(String name) throws CertificateException {
        assertThat(roots())
                .filteredOn(root -> root.getSubjectX500Principal().getName().contains("CN=" + name))
                .hasSize(1);
    }

    @Test
    void each_is_a_root_that_signs_for_itself_and_lasts_for_years() throws CertificateException {
        Date inTwoYears = Date.from(Clock.systemUTC().instant().plus(Duration.ofDays(730)));
        assertThat(roots()).hasSizeGreaterThan(80).allSatisfy(root -> {
            root.verify(root.getPublicKey());
            root.checkValidity(inTwoYears);
            assertThat(root.getBasicConstraints()).isNotNegative();
        });
    }

    @Test
    void no_key_is_among_them() {
        assertThat(RdsAuthorities.pem()).doesNotContain("PRIVATE KEY");
    }

    private static List<X509Certificate> roots() throws CertificateException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(
                        new ByteArrayInputStream(RdsAuthorities.pem().getBytes(StandardCharsets.US_ASCII)))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
    }
}

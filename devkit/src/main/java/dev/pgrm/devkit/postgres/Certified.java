package dev.pgrm.devkit.postgres;

/**
 * A certificate and its private key, in PEM.
 *
 * @param key unencrypted PKCS #8
 */
public record Certified(String certificate, String key) {
    @Override
    public String toString() {
        return "a certificate and its key";
    }
}

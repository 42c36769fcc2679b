package dev.pgrm.application.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The one key of the installation. Compared in a time that does not tell how much of it was right. */
public final class AuthKey {
    private final byte[] digest;

    public AuthKey(String key) {
        if (key.isBlank()) {
            throw new IllegalArgumentException("An empty key would let everybody in");
        }
        digest = digest(key);
    }

    public boolean matches(String offered) {
        return MessageDigest.isEqual(digest, digest(offered));
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}

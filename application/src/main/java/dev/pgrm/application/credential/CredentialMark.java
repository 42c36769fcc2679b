package dev.pgrm.application.credential;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * By which a credential is known again that is not kept: a slow one-way function of user and password under a random salt, as
 * PostgreSQL's own verifiers are (RFC 8018, PBKDF2). Nothing else may be concluded from it, but that it fits or not.
 *
 * @param text its written form: method, rounds, salt, and what came of them
 */
public record CredentialMark(String text) {
    private static final Pattern FORM =
            Pattern.compile("pbkdf2-sha256:[1-9][0-9]{3,6}:[A-Za-z0-9+/]{22}==:[A-Za-z0-9+/]{43}=");
    private static final String FUNCTION = "PBKDF2WithHmacSHA256";
    private static final int ROUNDS = 10_000;
    private static final int SALT_BYTES = 16;
    private static final int BITS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    public CredentialMark {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("This is no mark of a credential");
        }
    }

    public static CredentialMark of(Credential credential) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new CredentialMark(
                "pbkdf2-sha256:" + ROUNDS + ":" + written(salt) + ":" + written(derived(credential, ROUNDS, salt)));
    }

    public boolean fits(Credential credential) {
        String[] parts = text.split(":", -1);
        byte[] expected = Base64.getDecoder().decode(parts[3]);
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        return MessageDigest.isEqual(expected, derived(credential, Integer.parseInt(parts[1]), salt));
    }

    private static String written(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** NUL is in neither of the two, so that no other pair comes to the same. */
    private static byte[] derived(Credential credential, int rounds, byte[] salt) {
        var key = new PBEKeySpec(
                (credential.username() + '\0' + orNothing(credential.password())).toCharArray(), salt, rounds, BITS);
        try {
            return SecretKeyFactory.getInstance(FUNCTION).generateSecret(key).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform knows " + FUNCTION, e);
        } finally {
            key.clearPassword();
        }
    }

    private static String orNothing(@Nullable String password) {
        return password == null ? "" : password;
    }

    /** It is no secret, and of no use to a reader either. */
    @Override
    public String toString() {
        return "mark:***";
    }
}

package dev.pgrm.devkit.rds;

import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.devkit.process.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The client's side of SCRAM-SHA-256 (RFC 5802, RFC 7677), without channel binding: the way is loopback. */
final class ScramSignIn {
    private static final int OK = 0;
    private static final int CONTINUE = 11;
    private static final String MECHANISM = "SCRAM-SHA-256";
    private static final String NO_BINDING = "n,,";

    private final Wire server;
    private final Credentials account;

    ScramSignIn(Wire server, Credentials account) {
        this.server = server;
        this.account = account;
    }

    /** The server's last word: that we are in, or an error. */
    Wire.Message run() throws IOException {
        Wire.Message asked = server.read();
        if (asked.kind() != Wire.AUTHENTICATION || asked.request() == OK) {
            return asked;
        }
        // PostgreSQL takes the user from the opening, so the name here is empty.
        String first = "n=,r=" + Secrets.generate();
        server.send(Wire.PASSWORD, initial(NO_BINDING + first));
        Wire.Message challenge = server.read();
        if (challenge.kind() != Wire.AUTHENTICATION || challenge.request() != CONTINUE) {
            return challenge;
        }
        server.send(Wire.PASSWORD, bytes(proven(first, challenge.detail())));
        Wire.Message judged = server.read();
        return judged.kind() == Wire.ERROR ? judged : server.read();
    }

    private static byte[] initial(String text) {
        var body = new ByteArrayOutputStream();
        body.writeBytes(bytes(MECHANISM + "\0"));
        body.writeBytes(ByteBuffer.allocate(4).putInt(text.length()).array());
        body.writeBytes(bytes(text));
        return body.toByteArray();
    }

    private String proven(String first, String challenge) throws IOException {
        String last = "c=" + Base64.getEncoder().encodeToString(bytes(NO_BINDING)) + ",r=" + attribute(challenge, "r=");
        try {
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(
                            account.password().toCharArray(),
                            Base64.getDecoder().decode(attribute(challenge, "s=")),
                            Integer.parseInt(attribute(challenge, "i=")),
                            256))
                    .getEncoded();
            byte[] key = hmac(salted, "Client Key");
            byte[] stored = MessageDigest.getInstance("SHA-256").digest(key);
            byte[] signature = hmac(stored, first + "," + challenge + "," + last);
            for (int i = 0; i < key.length; i++) {
                key[i] ^= signature[i];
            }
            return last + ",p=" + Base64.getEncoder().encodeToString(key);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static String attribute(String challenge, String name) throws ProtocolException {
        return Arrays.stream(challenge.split(",", -1))
                .filter(attribute -> attribute.startsWith(name))
                .findFirst()
                .orElseThrow(() -> new ProtocolException("A challenge without " + name))
                .substring(name.length());
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(bytes(text));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

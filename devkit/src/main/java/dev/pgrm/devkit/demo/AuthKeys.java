package dev.pgrm.devkit.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Keys to sign in with. */
final class AuthKeys {
    private static final int BYTES = 18;

    private AuthKeys() {}

    static String fresh() {
        var random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** The one that was made at the first start. */
    static String keptIn(Path folder) throws IOException {
        Path file = folder.resolve("auth-key");
        if (!Files.exists(file)) {
            Path draft = Files.createTempFile(
                    folder,
                    "auth-key",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, fresh() + "\n");
            // In one step: a start that is cut short leaves no empty key behind.
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }
}

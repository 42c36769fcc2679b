package dev.pgrm.devkit.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, fresh() + "\n");
        }
        return Files.readString(file).strip();
    }
}

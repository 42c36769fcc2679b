package dev.pgrm.devkit.redis;

import dev.pgrm.devkit.process.Folders;
import dev.pgrm.devkit.process.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;

/** Finds redis-server: the one bundled for this platform, unpacked once, or else the machine's own. */
final class RedisBinary {
    /** As named in the jar {@code embedded-redis}. */
    private static final Map<String, String> BUNDLED = Map.of(
            "linux-amd64", "redis-server-6.2.6-v5-linux-amd64",
            "linux-aarch64", "redis-server-6.2.7-linux-arm64",
            "mac-x86_64", "redis-server-6.2.6-v5-darwin-amd64",
            "mac-aarch64", "redis-server-6.2.6-v5-darwin-arm64");

    private RedisBinary() {}

    static synchronized String path() throws IOException {
        var system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "mac" : "linux";
        var name = BUNDLED.get(system + "-" + System.getProperty("os.arch"));
        try (InputStream bundled = name == null ? null : RedisBinary.class.getResourceAsStream("/" + name)) {
            return name == null || bundled == null
                    ? installed()
                    : unpacked(bundled, Folders.cache().resolve(name)).toString();
        }
    }

    /** Renamed when whole; two that unpack at once put the same file there. */
    private static Path unpacked(InputStream bundled, Path program) throws IOException {
        if (!Files.exists(program)) {
            var beside = Files.createTempFile(program.getParent(), "redis", ".unpacking");
            Files.copy(bundled, beside, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.move(beside, program, StandardCopyOption.ATOMIC_MOVE);
        }
        return program;
    }

    private static String installed() throws IOException {
        return Programs.onPath("redis-server")
                .map(Path::toString)
                .orElseThrow(() -> new IOException("No Redis is bundled for " + System.getProperty("os.name") + " on "
                        + System.getProperty("os.arch") + "; install redis-server, so that it is on the PATH"));
    }
}

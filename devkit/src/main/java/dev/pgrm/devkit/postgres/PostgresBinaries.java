package dev.pgrm.devkit.postgres;

import dev.pgrm.devkit.process.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The programs of one version, unpacked once per machine and user: whoever comes first unpacks beside the place and renames, the others wait on a file lock. */
final class PostgresBinaries {
    private static final Map<PostgresVersion, PostgresBinaries> UNPACKED = new ConcurrentHashMap<>();

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    static PostgresBinaries of(PostgresVersion version) {
        return UNPACKED.computeIfAbsent(version, wanted -> {
            try {
                return new PostgresBinaries(unpacked(wanted, Folders.cache()));
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL " + wanted + " could not be unpacked", e);
            }
        });
    }

    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    static Path unpacked(PostgresVersion version, Path cache) throws IOException {
        var name = "postgres-" + exactly(version);
        var home = cache.resolve(name);
        if (Files.isDirectory(home)) {
            return home;
        }
        try (var channel = FileChannel.open(
                        cache.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (!lock.isValid() || !Files.isDirectory(home)) {
                unpack(version, home, cache.resolve(name + ".unpacking"));
            }
        }
        return home;
    }

    /** What a killed predecessor left half unpacked is in the way, and nobody else writes while we hold the lock. */
    private static void unpack(PostgresVersion version, Path home, Path beside) throws IOException {
        Folders.delete(beside);
        try (InputStream jar = resource(version + ".jar");
                var entries = new ZipInputStream(jar)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().endsWith(".txz")) {
                    Txz.unpack(entries, beside);
                    Files.move(beside, home, StandardCopyOption.ATOMIC_MOVE);
                    return;
                }
            }
        }
        throw new IOException("postgres/" + version + ".jar holds no .txz");
    }

    private static String exactly(PostgresVersion version) throws IOException {
        var versions = new Properties();
        try (InputStream source = resource("binaries.properties")) {
            versions.load(source);
        }
        return versions.getProperty(version.toString()) + "-" + versions.getProperty("platform");
    }

    private static InputStream resource(String name) throws IOException {
        var found = PostgresBinaries.class.getResourceAsStream("/postgres/" + name);
        if (found == null) {
            throw new IOException("/postgres/" + name + " is not on the class path; build the devkit with Maven");
        }
        return found;
    }
}

package dev.pgrm.devkit.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Where the devkit keeps things: unpacked binaries in one cache per user, everything else in temporary folders that do not outlive the JVM. */
public final class Folders {
    private static final String WALKABLE = "rwx--x--x";

    private Folders() {}

    /** {@code -Dpgrm.devkit.cache} if given; for root a place that the servers' account can read; for others the XDG cache folder. */
    public static Path cache() throws IOException {
        var cache = chosenCache();
        Files.createDirectories(cache);
        if (ServerAccount.isRoot()) {
            refuseForeign(cache);
            Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return cache;
    }

    private static Path chosenCache() {
        var chosen = System.getProperty("pgrm.devkit.cache");
        if (chosen != null) {
            return Path.of(chosen).toAbsolutePath();
        }
        if (ServerAccount.isRoot()) {
            return Path.of("/var/tmp/pgrm-devkit-root");
        }
        var xdg = System.getenv("XDG_CACHE_HOME");
        var base = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return base.resolve("pgrm-devkit");
    }

    /** Anybody may create a folder of that name in /var/tmp first, and we would run what lies in it. */
    private static void refuseForeign(Path cache) throws IOException {
        var owner = Files.getOwner(cache).getName();
        if (Files.isSymbolicLink(cache) || !"root".equals(owner)) {
            throw new IOException("The cache folder " + cache + " belongs to " + owner
                    + "; remove it, or choose another with -Dpgrm.devkit.cache=FOLDER");
        }
    }

    /** A new folder that the servers' account can walk through but not list; the watchdog removes it if nobody else does. */
    public static Path temporary(String purpose) throws IOException {
        var folder = Files.createTempDirectory("pgrm-" + purpose + "-").toRealPath();
        Watchdog.ofThisJvm().removeAtEnd(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(WALKABLE));
        return folder;
    }

    /** A folder that stays. The servers' account must be able to walk to it. */
    public static Path kept(Path folder) throws IOException {
        Files.createDirectories(folder);
        var real = folder.toRealPath();
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString(WALKABLE));
        for (Path parent = real; ServerAccount.isRoot() && parent != null; parent = parent.getParent()) {
            if (!Files.getPosixFilePermissions(parent).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                throw new IOException("Servers started by root run as another account, which may not walk through "
                        + parent + "; choose another folder, or chmod o+x that one");
            }
        }
        return real;
    }

    public static void removeTemporary(Path folder) throws IOException {
        delete(folder);
        Watchdog.ofThisJvm().forgetFolder(folder);
    }

    /** Deletes a folder in which processes may still be removing files themselves. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

package dev.pgrm.devkit.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** A base backup without pg_basebackup, which the embedded binaries lack: the low-level backup protocol around a copy of the files, all in one session. */
final class StandbyCopy {
    /** Folders whose contents belong to the running server alone. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT =
            Set.of("postmaster.pid", "postmaster.opts", "standby.signal", "backup_label");

    /** Copied last: a backup taken from a standby ends where its control file says. */
    private static final Path CONTROL = Path.of("global", "pg_control");

    private StandbyCopy() {}

    static void make(EmbeddedPostgres upstream, Path target) throws IOException {
        var source = upstream.folder().data().path();
        try (Connection session = upstream.database("postgres").connect();
                Statement statement = session.createStatement()) {
            boolean oldNames = upstream.version() == PostgresVersion.V14;
            statement.execute(
                    oldNames ? "select pg_start_backup('pgrm', true, false)" : "select pg_backup_start('pgrm', true)");
            copy(source, target);
            Files.copy(source.resolve(CONTROL), target.resolve(CONTROL), StandardCopyOption.COPY_ATTRIBUTES);
            try (ResultSet backup = statement.executeQuery(
                    "select labelfile from " + (oldNames ? "pg_stop_backup(false, false)" : "pg_backup_stop(false)"))) {
                backup.next();
                Files.writeString(target.resolve("backup_label"), backup.getString(1));
            }
        } catch (SQLException e) {
            throw new SqlFailed(upstream.name(), e);
        }
        Files.createFile(target.resolve("standby.signal"));
    }

    private static void copy(Path source, Path target) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                var relative = source.relativize(folder);
                if (relative.getNameCount() == 2
                        && EMPTIED.contains(relative.getName(0).toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectory(
                        target.resolve(relative),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                var relative = source.relativize(file);
                if (wanted(relative)) {
                    copyIfThere(file, target.resolve(relative));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    private static boolean wanted(Path relative) {
        boolean runtime = relative.getNameCount() == 2
                && EMPTIED.contains(relative.getName(0).toString());
        return !runtime && !LEFT_OUT.contains(relative.toString()) && !relative.equals(CONTROL);
    }

    /** The server removes files under our hands; replay would remove them again. */
    private static void copyIfThere(Path from, Path to) throws IOException {
        try {
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            Files.deleteIfExists(to);
        }
    }
}

package dev.pgrm.devkit.postgres;

import dev.pgrm.devkit.process.Folders;
import dev.pgrm.devkit.process.Secrets;
import dev.pgrm.devkit.process.ServerAccount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes a fresh data directory. Each server gets its own: copies of one template would share their system identifier. */
final class InitDb {
    private static final String HBA = """
            host all all all scram-sha-256
            host replication all all scram-sha-256
            """;

    private InitDb() {}

    /** Beside its place, and renamed when whole: a half made directory looks like a made one. */
    static void run(ServerSpec spec, ServerFolder folder, Credentials superuser) throws IOException {
        var data = folder.home().resolve("data.initialising");
        Folders.delete(data);
        Files.createDirectory(data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        ServerAccount.give(data);
        var passwordFile = folder.home().resolve("initdb.password");
        Secrets.write(passwordFile, superuser.password());
        ServerAccount.give(passwordFile);
        try {
            run(spec, data, superuser, passwordFile);
        } finally {
            Files.delete(passwordFile);
        }
        Files.writeString(data.resolve("pg_hba.conf"), HBA);
        Files.writeString(data.resolve("postgresql.conf"), "\ninclude 'devkit.conf'\n", StandardOpenOption.APPEND);
        Files.move(data, folder.data().path(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void run(ServerSpec spec, Path data, Credentials superuser, Path passwordFile) throws IOException {
        var initdb = ServerAccount.process(List.of(
                        PostgresBinaries.of(spec.version()).program("initdb"),
                        "--pgdata=" + data,
                        "--username=" + superuser.user(),
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        spec.durability() == Durability.DURABLE ? "--data-checksums" : "--no-sync"))
                .redirectErrorStream(true)
                .start();
        var output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!initdb.waitFor(60, TimeUnit.SECONDS) || initdb.exitValue() != 0) {
                throw new IOException("initdb of " + spec.name() + " failed:\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted during initdb of " + spec.name(), e);
        }
    }
}

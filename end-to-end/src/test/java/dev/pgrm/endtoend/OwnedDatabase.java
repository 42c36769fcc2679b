package dev.pgrm.endtoend;

import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.devkit.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A database of the small fleet, registered with who owns it, so that it can be changed. */
final class OwnedDatabase {
    private OwnedDatabase() {}

    static Database register(World world, String name, String server, String database, String role) throws IOException {
        PostgresServer of = world.fleet().server(server);
        of.sql("create database \"" + database.replace("\"", "\"\"") + '"');
        Path secrets = world.installation().services().secrets();
        Files.writeString(secrets.resolve(name), secret(of.superuser()));
        Files.writeString(secrets.resolve("replicator"), secret(world.fleet().replicator()));
        world.installation()
                .client()
                .register(Map.of(
                        "name",
                        name,
                        "host",
                        of.host(),
                        "port",
                        of.port(),
                        "database",
                        database,
                        "role",
                        role,
                        "tlsMode",
                        "disable",
                        "credentials",
                        "file:" + name,
                        "replicationCredentials",
                        "file:replicator"));
        return of.database(database);
    }

    private static String secret(Credentials account) {
        return "{\"username\": \"" + account.user() + "\", \"password\": \"" + account.password() + "\"}";
    }
}

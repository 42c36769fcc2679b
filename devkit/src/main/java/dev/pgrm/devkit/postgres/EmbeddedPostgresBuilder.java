package dev.pgrm.devkit.postgres;

import dev.pgrm.devkit.process.Folders;
import dev.pgrm.devkit.process.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes one embedded server: temporary, unless it is given a folder to keep. */
public final class EmbeddedPostgresBuilder {
    static final String SUPERUSER = "postgres";

    private final String name;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private PostgresVersion version = PostgresVersion.V18;
    private String database = "postgres";
    private Durability durability = Durability.FLEETING;
    private @Nullable Path kept;
    private int port;

    EmbeddedPostgresBuilder(String name) {
        this.name = name;
    }

    public EmbeddedPostgresBuilder version(PostgresVersion wanted) {
        version = wanted;
        return this;
    }

    /** The default database, created with the server. */
    public EmbeddedPostgresBuilder database(String wanted) {
        database = wanted;
        return this;
    }

    public EmbeddedPostgresBuilder setting(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    public EmbeddedPostgresBuilder durable() {
        durability = Durability.DURABLE;
        return this;
    }

    /** Keeps the server's data there, and starts the server that is there already. */
    public EmbeddedPostgresBuilder keptIn(Path folder) {
        kept = folder.toAbsolutePath();
        return this;
    }

    /** Exactly this port; otherwise a free one, which a kept server tries to have again. */
    public EmbeddedPostgresBuilder port(int wanted) {
        port = wanted;
        return this;
    }

    public PostgresServer start() {
        var spec = new ServerSpec(name, version, database, durability, settings);
        try {
            var folder = new ServerFolder(kept == null ? Folders.temporary("postgres") : Folders.kept(kept));
            var server = new EmbeddedPostgres(spec, folder, lifetime(), superuser(folder), Map.of());
            return server.startedFrom(() -> initialise(spec, folder, server.superuser()), port);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL " + name + " could not be set up", e);
        }
    }

    private Lifetime lifetime() {
        return kept == null ? Lifetime.TEMPORARY : Lifetime.KEPT;
    }

    private static void initialise(ServerSpec spec, ServerFolder folder, Credentials superuser) throws IOException {
        if (!folder.data().initialised()) {
            InitDb.run(spec, folder, superuser);
        }
    }

    private static Credentials superuser(ServerFolder folder) throws IOException {
        if (!Files.exists(folder.password())) {
            Secrets.write(folder.password(), Secrets.generate());
        }
        return new Credentials(SUPERUSER, Files.readString(folder.password()));
    }
}

package dev.pgrm.devkit.redis;

import dev.pgrm.devkit.process.Folders;
import dev.pgrm.devkit.process.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Describes one Redis server: temporary and in memory alone, unless it is given a folder to keep. */
public final class RedisServerBuilder {
    private @Nullable Path kept;
    private boolean withPassword;
    private int port;

    RedisServerBuilder() {}

    /** Keeps the data there (append-only file), and starts from what is there. */
    public RedisServerBuilder keptIn(Path folder) {
        kept = folder.toAbsolutePath();
        return this;
    }

    /** Asks for a password, which is generated, and kept with the data. */
    public RedisServerBuilder withPassword() {
        withPassword = true;
        return this;
    }

    /** Exactly this port; otherwise a free one, which a kept server tries to have again. */
    public RedisServerBuilder port(int wanted) {
        port = wanted;
        return this;
    }

    public RedisServer start() {
        try {
            var folder = kept == null ? Folders.temporary("redis") : Folders.kept(kept);
            var server = new RedisServer(folder, kept != null, withPassword ? password(folder) : "", port);
            server.startFirst();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("Redis could not be set up", e);
        }
    }

    private static String password(Path folder) throws IOException {
        var file = folder.resolve("redis.password");
        if (!Files.exists(file)) {
            Secrets.write(file, Secrets.generate());
        }
        return Files.readString(file);
    }
}

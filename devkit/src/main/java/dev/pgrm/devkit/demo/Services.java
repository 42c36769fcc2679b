package dev.pgrm.devkit.demo;

import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.process.Folders;
import dev.pgrm.devkit.redis.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The manager's own store and Redis, and the folder of secrets. */
public final class Services implements AutoCloseable {
    private final PostgresServer store;
    private final RedisServer redis;
    private final Path secrets;

    private Services(PostgresServer store, RedisServer redis, Path secrets) {
        this.store = store;
        this.redis = redis;
        this.secrets = secrets;
    }

    public static Services temporary() throws IOException {
        return new Services(
                PostgresServer.builder("store").database("pgrm").start(),
                RedisServer.temporary(),
                Folders.temporary("secrets"));
    }

    static Services keptIn(Path folder) throws IOException {
        return new Services(
                PostgresServer.builder("store")
                        .database("pgrm")
                        .durable()
                        .keptIn(folder.resolve("store"))
                        .start(),
                RedisServer.builder().keptIn(folder.resolve("redis")).start(),
                Files.createDirectories(folder.resolve("secrets")));
    }

    public PostgresServer store() {
        return store;
    }

    public RedisServer redis() {
        return redis;
    }

    public Path secrets() {
        return secrets;
    }

    /** What the programs need to know of them. */
    public Map<String, String> environment() {
        return Map.of(
                "PGRM_STORE_URL", store.jdbcUrl(),
                "PGRM_STORE_USER", store.superuser().user(),
                "PGRM_STORE_PASSWORD", store.superuser().password(),
                "PGRM_REDIS_URI", redis.uri(),
                "PGRM_SECRETS_DIR", secrets.toString());
    }

    @Override
    public void close() {
        redis.close();
        store.close();
    }
}

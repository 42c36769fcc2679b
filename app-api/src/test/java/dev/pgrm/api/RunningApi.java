package dev.pgrm.api;

import static org.awaitility.Awaitility.await;

import dev.pgrm.api.boot.Main;
import dev.pgrm.application.settings.Settings;
import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.redis.RedisServer;
import dev.pgrm.redis.RedisLink;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The API as it is started in production, in this JVM, on embedded servers. */
public final class RunningApi implements AutoCloseable {
    public static final Duration PATIENCE = Duration.ofSeconds(20);
    public static final String KEY = Captured.secret("key-" + UUID.randomUUID());

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ApplicationContext context;

    private RunningApi(ApplicationContext context) {
        this.context = context;
    }

    /** The one that all tests share which break nothing. It ends with the JVM, as its servers do. */
    public static RunningApi shared() {
        return Shared.API;
    }

    /** The store's server; whoever breaks it makes one of their own. */
    public static PostgresServer storeServer() {
        return Store.SERVER;
    }

    public static RedisServer redis() {
        return Shared.REDIS;
    }

    public static Database freshStore() {
        String name = "store_" + NUMBER.incrementAndGet();
        storeServer().sql("create database " + name);
        return storeServer().database(name);
    }

    public static Map<String, String> environment(String storeUrl, String redisUri) {
        var environment = new HashMap<>(Map.of(
                "PGRM_STORE_URL",
                storeUrl,
                "PGRM_STORE_USER",
                storeServer().superuser().user(),
                "PGRM_STORE_PASSWORD",
                Captured.secret(storeServer().superuser().password()),
                "PGRM_REDIS_URI",
                redisUri,
                "PGRM_PORT",
                "0",
                "PGRM_POLL_INTERVAL",
                "5s",
                "AUTH_KEY",
                KEY));
        return environment;
    }

    public static RunningApi start(Map<String, String> environment) {
        Captured.start();
        try {
            return new RunningApi(Main.start(environment));
        } catch (Settings.Invalid e) {
            throw new IllegalArgumentException(e);
        }
    }

    public RunningApi ready() {
        await().atMost(PATIENCE)
                .until(() -> anonymous().get("/health/readiness").status() == 200);
        return this;
    }

    public int port() {
        return context.getBean(EmbeddedServer.class).getPort();
    }

    /** Somebody who did not sign in. */
    public Visitor anonymous() {
        return Visitor.at(port());
    }

    /** A program that sends the key. */
    public Visitor program() {
        return anonymous().with("Authorization", "Bearer " + KEY);
    }

    /** Publishes as a monitor does. */
    public PublishingMonitor monitor() {
        return new PublishingMonitor(context.getBean(RedisLink.class));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    private static final class Store {
        static final PostgresServer SERVER =
                PostgresServer.builder("store").database("pgrm").start();
    }

    private static final class Shared {
        static final RedisServer REDIS = RedisServer.builder().withPassword().start();
        static final Database STORE = freshStore();
        static final RunningApi API =
                start(environment(STORE.jdbcUrl(), REDIS.uri())).ready();

        static {
            Captured.secret(REDIS.password());
        }
    }

    public static Database sharedStore() {
        return Shared.STORE;
    }
}

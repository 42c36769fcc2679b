package dev.pgrm.base;

import dev.pgrm.application.settings.Settings;
import dev.pgrm.redis.RedisLink;
import dev.pgrm.store.StoreSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The settings that both deployables have. */
public record BaseSettings(
        StoreSettings store,
        String redisUri,
        @Nullable String host,
        int port,
        Duration pollInterval,
        @Nullable String authKey,
        boolean metricsOpen) {

    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(500);

    /** Reads them; what is wrong is gathered in {@code settings}, whose {@code check} the caller calls when all is read. */
    public static BaseSettings read(Settings settings, int usualPort) {
        String url = settings.required(
                "PGRM_STORE_URL",
                "the JDBC URL of our own database without user and password, such as"
                        + " jdbc:postgresql://db.internal:5432/pgrm",
                StoreSettings::isUrl);
        String user = settings.required("PGRM_STORE_USER", "the account of our own database");
        String password = settings.secret("PGRM_STORE_PASSWORD");
        String redis = settings.required(
                "PGRM_REDIS_URI",
                "such as redis://cache.internal:6379, or rediss:// for TLS, with special characters of a password"
                        + " percent-encoded",
                RedisLink::isUri);
        return new BaseSettings(
                new StoreSettings(url, user, Objects.requireNonNullElse(password, "")),
                redis,
                settings.optional("PGRM_HOST"),
                settings.port("PGRM_PORT", usualPort),
                settings.duration("PGRM_POLL_INTERVAL", Duration.ofSeconds(5), SHORTEST_INTERVAL),
                settings.secret("AUTH_KEY"),
                settings.flag("PGRM_METRICS_OPEN"));
    }

    Map<String, Object> properties() {
        Map<String, Object> properties = new HashMap<>(store.properties());
        if (host != null) {
            properties.put("micronaut.server.host", host);
        }
        // Micronaut's word for "any free port" is -1.
        properties.put("micronaut.server.port", port == 0 ? -1 : port);
        return properties;
    }

    @Override
    public String toString() {
        return "BaseSettings[" + store + ", port " + port + ", every " + pollInterval + "]";
    }
}

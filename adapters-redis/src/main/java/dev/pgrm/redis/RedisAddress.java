package dev.pgrm.redis;

import io.lettuce.core.RedisURI;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where Redis is, and how to say so without a secret. */
final class RedisAddress {
    private static final Set<String> SCHEMES = Set.of("redis", "rediss");

    private final RedisURI uri;

    private final String password;

    private RedisAddress(RedisURI uri, String password) {
        this.uri = uri;
        this.password = password;
        uri.setTimeout(RedisLink.COMMAND_TIMEOUT);
    }

    static RedisAddress parse(String text) {
        try {
            URI parts = URI.create(text);
            if (!SCHEMES.contains(String.valueOf(parts.getScheme()).toLowerCase(Locale.ROOT))
                    || parts.getHost() == null
                    || parts.getFragment() != null) {
                throw refused();
            }
            return new RedisAddress(RedisURI.create(parts), password(parts.getUserInfo()));
        } catch (IllegalArgumentException e) {
            // Without the cause, whose message may repeat the password.
            throw refused();
        }
    }

    /** Without a colon all of it is the password. */
    private static String password(@Nullable String userInfo) {
        return userInfo == null ? "" : userInfo.substring(userInfo.indexOf(':') + 1);
    }

    private static IllegalArgumentException refused() {
        return new IllegalArgumentException(
                "The Redis URI cannot be read: write redis://[user:password@]host[:port][/database], or rediss:// for TLS,"
                        + " with special characters of the password percent-encoded and no underscore in the host");
    }

    RedisURI uri() {
        return uri;
    }

    String describe() {
        String database = uri.getDatabase() == 0 ? "" : "/" + uri.getDatabase();
        return (uri.isSsl() ? "rediss" : "redis") + "://" + uri.getHost() + ":" + uri.getPort() + database;
    }

    /** The innermost message, which names what went wrong; drivers wrap it in several that do not. */
    String reason(Throwable trouble) {
        Throwable innermost = trouble;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        @Nullable String message = innermost.getMessage();
        return withoutPassword(message == null ? innermost.getClass().getSimpleName() : message);
    }

    private String withoutPassword(String message) {
        return password.isEmpty() ? message : message.replace(password, "***");
    }
}

package dev.pgrm.api.signin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The browser's half of a session. */
public final class SessionCookie {
    private static final String NAME = "pgrm_session";

    private SessionCookie() {}

    public static @Nullable String token(HttpRequest<?> request) {
        return request.getCookies().findCookie(NAME).map(Cookie::getValue).orElse(null);
    }

    static Cookie holding(String token, Duration lifetime, HttpRequest<?> request) {
        return bare(token, request).maxAge(lifetime);
    }

    static Cookie none(HttpRequest<?> request) {
        return bare("", request).maxAge(0);
    }

    private static Cookie bare(String token, HttpRequest<?> request) {
        // Lax, so that a link from a chat opens signed in; what changes something needs the CSRF token besides.
        return Cookie.of(NAME, token)
                .httpOnly(true)
                .sameSite(SameSite.Lax)
                .path("/")
                .secure(overTls(request));
    }

    /** A load balancer that ends TLS says so in this header; forging it only keeps one's own cookie from plain HTTP. */
    public static boolean overTls(HttpRequest<?> request) {
        return request.isSecure() || "https".equals(request.getHeaders().get("X-Forwarded-Proto"));
    }
}

package dev.pgrm.api.signin;

import dev.pgrm.api.problem.Problem;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.security.authentication.Authentication;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other sites from acting through a signed-in browser: what changes something, and the WebSocket, must come from our own
 * pages, and with a session it needs the session's token besides the cookie.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class CrossSiteGuard implements Ordered {
    private static final String CSRF_HEADER = "X-CSRF-Token";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> guard(HttpRequest<?> request) {
        boolean changes = !SAFE.contains(request.getMethod());
        boolean upgrades = "websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeaders.UPGRADE));
        if (!changes && !upgrades) {
            return null;
        }
        if (comesFromElsewhere(request)) {
            return refusal("cross_site", "The request comes from a page of another site");
        }
        String expected = request.getUserPrincipal(Authentication.class)
                .map(SignedIn::csrfToken)
                .orElse(null);
        if (changes && expected != null && !same(expected, request.getHeaders().get(CSRF_HEADER))) {
            return refusal("csrf_token", "The header " + CSRF_HEADER + " is missing or not this session's");
        }
        return null;
    }

    /** Programs send no Origin. */
    private static boolean comesFromElsewhere(HttpRequest<?> request) {
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        String host = request.getHeaders().get(HttpHeaders.HOST);
        return origin != null && !authority(origin).equals(host);
    }

    private static String authority(String origin) {
        try {
            return String.valueOf(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean same(String expected, @Nullable String sent) {
        return sent != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<?> refusal(String code, String detail) {
        return Problem.of(
                        HttpStatus.FORBIDDEN,
                        code,
                        detail,
                        "Reload the page and try again; programs send Authorization: Bearer instead of a cookie")
                .response();
    }
}

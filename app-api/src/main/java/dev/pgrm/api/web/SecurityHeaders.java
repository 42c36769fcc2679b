package dev.pgrm.api.web;

import dev.pgrm.api.signin.SessionCookie;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** What browsers are to allow: our own scripts, styles and connections, nobody's frames. */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class SecurityHeaders implements Ordered {
    private static final String POLICY =
            "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    private static final String ASSETS = "/assets/";

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @ResponseFilter
    void protect(HttpRequest<?> request, MutableHttpResponse<?> response) {
        // Whoever has the content has what came with it: a browser keeps the headers that it is not told anew.
        if (response.code() == HttpStatus.NOT_MODIFIED.getCode()) {
            return;
        }
        response.header("Content-Security-Policy", POLICY);
        response.header("X-Content-Type-Options", "nosniff");
        response.header("Referrer-Policy", "same-origin");
        response.header("Cross-Origin-Opener-Policy", "same-origin");
        if (SessionCookie.overTls(request)) {
            response.header("Strict-Transport-Security", "max-age=31536000");
        }
        if (!response.getHeaders().contains(HttpHeaders.CACHE_CONTROL)) {
            boolean asset = request.getPath().startsWith(ASSETS) && response.code() == 200;
            // Assets carry a hash of their content in their names.
            response.header(HttpHeaders.CACHE_CONTROL, asset ? "public, max-age=31536000, immutable" : "no-store");
        }
    }
}

package dev.pgrm.base;

import dev.pgrm.application.signin.AuthKey;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import org.jspecify.annotations.Nullable;

/** Metrics in Prometheus' text form, for whoever has the key, or for all when they are declared open. */
@Controller
final class MetricsController {
    private static final String BEARER = "Bearer ";

    private final PrometheusMeterRegistry registry;
    private final boolean open;
    private final @Nullable AuthKey key;

    MetricsController(PrometheusMeterRegistry registry, BaseSettings settings) {
        this.registry = registry;
        this.open = settings.metricsOpen();
        this.key = settings.authKey() == null ? null : new AuthKey(settings.authKey());
    }

    @Get(value = "/metrics", produces = MediaType.TEXT_PLAIN)
    HttpResponse<String> metrics(HttpRequest<?> request) {
        return open || hasKey(request)
                ? HttpResponse.ok(registry.scrape())
                : HttpResponse.<String>unauthorized().header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    private boolean hasKey(HttpRequest<?> request) {
        String authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return key != null
                && authorization != null
                && authorization.startsWith(BEARER)
                && key.matches(authorization.substring(BEARER.length()));
    }
}

package dev.pgrm.base;

import dev.pgrm.application.signin.AuthKey;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Metrics in Prometheus' text form, for whoever has the key, or for all when they are declared open. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class MetricsController {
    private static final String BEARER = "Bearer ";

    private final PrometheusMeterRegistry registry;
    private final List<BeforeScrape> gauges;
    private final boolean open;
    private final @Nullable AuthKey key;

    MetricsController(PrometheusMeterRegistry registry, List<BeforeScrape> gauges, BaseSettings settings) {
        this.registry = registry;
        this.gauges = gauges;
        this.open = settings.metricsOpen();
        this.key = settings.authKey() == null ? null : new AuthKey(settings.authKey());
    }

    @Get(value = "/metrics", produces = MediaType.TEXT_PLAIN)
    HttpResponse<String> metrics(HttpRequest<?> request) {
        if (!open && !hasKey(request)) {
            return HttpResponse.<String>unauthorized().header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        gauges.forEach(BeforeScrape::update);
        return HttpResponse.ok(registry.scrape());
    }

    private boolean hasKey(HttpRequest<?> request) {
        String authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return key != null
                && authorization != null
                && authorization.startsWith(BEARER)
                && key.matches(authorization.substring(BEARER.length()));
    }
}

package dev.pgrm.base;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.health.HealthStatus;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.management.endpoint.health.filter.HealthResultFilter;
import io.micronaut.management.health.indicator.HealthResult;

/**
 * Answers 503 where something is down, as the framework's own filter does. That one is for some paths only, because of which the router
 * would look for filters, and put them in order, at every request to any path.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
@Replaces(HealthResultFilter.class)
final class HealthAnswers {
    @ResponseFilter
    void answer(MutableHttpResponse<?> response) {
        if (response.body() instanceof HealthResult result && HealthStatus.DOWN.equals(result.getStatus())) {
            response.status(HttpStatus.SERVICE_UNAVAILABLE);
        }
    }
}

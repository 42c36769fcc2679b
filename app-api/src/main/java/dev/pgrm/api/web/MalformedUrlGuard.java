package dev.pgrm.api.web;

import dev.pgrm.api.problem.MalformedUrl;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;

/** Refuses URLs that are none, once it is known that the caller is signed in. */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class MalformedUrlGuard implements Ordered {
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @RequestFilter
    void refuse(HttpRequest<?> request) {
        String reason = request.getHeaders().get(MalformedUrls.REASON);
        if (reason != null) {
            throw new MalformedUrl(reason);
        }
    }
}

package dev.pgrm.domain.observation;

import dev.pgrm.domain.postgres.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscription connects to, out of its connection string: hosts and database, never user or password.
 *
 * @param service a libpq service of the subscriber's server, which may say anything else
 */
public record PublisherAddress(
        List<Endpoint> endpoints,
        @Nullable String database,
        @Nullable String service) {
    public PublisherAddress {
        endpoints = List.copyOf(endpoints);
    }
}

package dev.pgrm.store;

import dev.pgrm.application.Format;
import dev.pgrm.application.observation.LastKnownObservations;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.server.ServerId;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Singleton
final class PostgresLastKnownObservations implements LastKnownObservations {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresLastKnownObservations.class);

    private final ObservationRows rows;
    private final Format<Observation> format;
    private final PostgresTransactions transactions;

    PostgresLastKnownObservations(ObservationRows rows, Format<Observation> format, PostgresTransactions transactions) {
        this.rows = rows;
        this.format = format;
        this.transactions = transactions;
    }

    @Override
    public void keep(Observation observation) {
        String body = format.write(observation);
        transactions.run(() -> rows.keep(observation.serverId().value(), observation.at(), body));
    }

    @Override
    public List<Observation> lastKnown(Collection<ServerId> servers) {
        if (servers.isEmpty()) {
            return List.of();
        }
        var ids = servers.stream().map(ServerId::value).toList();
        return transactions.within(() -> rows.of(ids)).stream()
                .flatMap(this::read)
                .toList();
    }

    /** What another version of the program wrote may be unreadable; the next poll replaces it. */
    private Stream<Observation> read(ObservationRow row) {
        try {
            return Stream.of(format.read(row.body()));
        } catch (IllegalArgumentException e) {
            LOG.warn("What was last known of server {} cannot be read and is passed over", row.serverId(), e);
            return Stream.empty();
        }
    }
}

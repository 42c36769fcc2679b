package dev.pgrm.store;

import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.topology.Evidence;
import dev.pgrm.domain.topology.Identity;
import dev.pgrm.store.PostgresTransactions.Table;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** Ids of what is being registered: that of the placeholder that stood for it on the map, unless something else has it now. */
@Singleton
final class LentIds {
    private final IdentityRows identities;
    private final ServerRows servers;
    private final DatabaseRows databases;
    private final PostgresTransactions transactions;

    LentIds(IdentityRows identities, ServerRows servers, DatabaseRows databases, PostgresTransactions transactions) {
        this.identities = identities;
        this.servers = servers;
        this.databases = databases;
        this.transactions = transactions;
    }

    UUID forServer(Endpoint endpoint, Instant now) {
        return lent(List.of(Evidence.ofServerAt(endpoint).text()), servers::existsById, now);
    }

    UUID forDatabase(ServerRow server, String database, Instant now) {
        return lent(evidence(server, database), databases::existsById, now);
    }

    /** Its id leaves the old address, where a placeholder may soon need one, and is known at the new one. */
    void databaseMoved(DatabaseRow row, Instant now) {
        transactions.alone(Table.IDENTITY, () -> {
            identities.forgetDatabase(row.id());
            return known(row.id(), evidence(row.server(), row.database()), now);
        });
    }

    private UUID lent(List<String> evidence, Predicate<UUID> inUse, Instant now) {
        // A placeholder that is being drawn right now shall not get another id than what is registered in its place.
        return transactions.alone(Table.IDENTITY, () -> {
            UUID id = identities.under(evidence).stream()
                    .map(IdentityRow::identity)
                    .sorted(Identity.OLDEST_FIRST)
                    .map(Identity::id)
                    .filter(inUse.negate())
                    .findFirst()
                    .orElseGet(UUID::randomUUID);
            return known(id, evidence, now);
        });
    }

    private UUID known(UUID id, List<String> evidence, Instant now) {
        evidence.forEach(text -> identities.add(text, id, now));
        return id;
    }

    private static List<String> evidence(ServerRow server, String database) {
        return List.of(
                Evidence.ofDatabaseOn(server.id().toString(), database).text(),
                Evidence.ofDatabaseOn(Evidence.ofServerAt(server.endpoint()).text(), database)
                        .text());
    }
}

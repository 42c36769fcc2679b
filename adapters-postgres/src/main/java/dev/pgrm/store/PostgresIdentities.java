package dev.pgrm.store;

import dev.pgrm.application.topology.IdentityStore;
import dev.pgrm.domain.topology.Evidence;
import dev.pgrm.domain.topology.Identities;
import dev.pgrm.domain.topology.Identity;
import dev.pgrm.store.PostgresTransactions.Table;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

@Singleton
final class PostgresIdentities implements IdentityStore {
    private final IdentityRows rows;
    private final PostgresTransactions transactions;
    private final Clock clock;

    PostgresIdentities(IdentityRows rows, PostgresTransactions transactions, Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Identities all() {
        return transactions.within(() -> new Identities(rows.all().stream()
                .collect(Collectors.toMap(row -> new Evidence(row.evidence()), IdentityRow::identity))));
    }

    @Override
    public Identities identify(Collection<Set<Evidence>> sets) {
        Identities known = all();
        if (known.cover(sets)) {
            return known;
        }
        return transactions.alone(Table.IDENTITY, () -> {
            Identities before = all();
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Identities after = before.with(sets, () -> new Identity(UUID.randomUUID(), now));
            after.minted().forEach((evidence, identity) -> {
                if (!identity.equals(before.minted().get(evidence))) {
                    rows.put(evidence.text(), identity.id(), identity.mintedAt());
                }
            });
            return after;
        });
    }
}

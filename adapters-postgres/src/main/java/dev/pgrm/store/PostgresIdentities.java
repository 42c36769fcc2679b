package dev.pgrm.store;

import dev.pgrm.application.topology.IdentityStore;
import dev.pgrm.domain.topology.Evidence;
import dev.pgrm.domain.topology.Identities;
import dev.pgrm.store.PostgresTransactions.Table;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
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
        return transactions.within(() -> new Identities(
                rows.all().stream().collect(Collectors.toMap(row -> new Evidence(row.evidence()), IdentityRow::id))));
    }

    @Override
    public Identities identify(Collection<Set<Evidence>> sets) {
        Identities known = all();
        if (known.cover(sets)) {
            return known;
        }
        return transactions.alone(Table.IDENTITY, () -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            sets.stream()
                    .filter(set -> !set.isEmpty() && !known.cover(List.of(set)))
                    .forEach(set -> identify(set, now));
            return all();
        });
    }

    private void identify(Set<Evidence> set, Instant now) {
        List<String> evidence = set.stream().map(Evidence::text).sorted().toList();
        List<IdentityRow> known =
                rows.under(evidence).stream().sorted(IdentityRow.OLDEST_FIRST).toList();
        IdentityRow oldest =
                known.isEmpty() ? new IdentityRow(evidence.getFirst(), UUID.randomUUID(), now) : known.getFirst();
        evidence.forEach(text -> rows.add(text, oldest.id(), oldest.mintedAt()));
        known.stream()
                .map(IdentityRow::id)
                .filter(id -> !id.equals(oldest.id()))
                .distinct()
                .forEach(younger -> rows.join(oldest.id(), oldest.mintedAt(), younger));
    }
}

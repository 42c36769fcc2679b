package dev.pgrm.store;

import dev.pgrm.application.topology.LayoutStore;
import dev.pgrm.application.topology.Position;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresLayouts implements LayoutStore {
    private static final Duration KEPT = Duration.ofDays(30);

    private final LayoutRows rows;
    private final PostgresTransactions transactions;

    PostgresLayouts(LayoutRows rows, PostgresTransactions transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    @Override
    public @Nullable Map<UUID, List<Position>> find(String fingerprint) {
        return transactions
                .within(() -> rows.findByFingerprint(fingerprint))
                .map(PostgresLayouts::positions)
                .orElse(null);
    }

    @Override
    public void keep(String fingerprint, Map<UUID, List<Position>> places, Instant now) {
        var written = places.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toString(),
                        entry -> entry.getValue().stream()
                                .map(position -> List.of(position.x(), position.y()))
                                .toList()));
        transactions.run(() -> {
            rows.forget(now.minus(KEPT));
            rows.keep(fingerprint, written, now);
        });
    }

    private static Map<UUID, List<Position>> positions(LayoutRow row) {
        return row.positions().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        entry -> UUID.fromString(entry.getKey()),
                        entry -> entry.getValue().stream()
                                .map(point -> new Position(point.getFirst(), point.getLast()))
                                .toList()));
    }
}

package dev.pgrm.store;

import dev.pgrm.application.log.LogBook;
import dev.pgrm.domain.log.Concern;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresLogBook implements LogBook {
    private static final int FORGOTTEN_AT_ONCE = 5_000;

    private final LogRows rows;
    private final PostgresTransactions transactions;

    PostgresLogBook(LogRows rows, PostgresTransactions transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    @Override
    public void append(List<Told> messages) {
        if (!messages.isEmpty()) {
            var columns = messages.stream().map(LogRow::columns).toList();
            transactions.run(() -> rows.append(columns));
        }
    }

    @Override
    public List<Kept> search(Search search) {
        Concern concern = search.concern();
        Place before = search.before();
        return transactions
                .within(() -> rows.find(
                        search.server().value(),
                        search.from(),
                        search.to(),
                        before == null ? null : before.at(),
                        before == null ? null : before.number(),
                        concern.subscription() == null
                                ? null
                                : concern.subscription().value(),
                        text(concern.subscriptionName()),
                        text(concern.slot()),
                        concern.unnamed().isEmpty() ? Set.of("") : concern.unnamed(),
                        search.text(),
                        search.code(),
                        search.limit()))
                .stream()
                .map(LogRow::kept)
                .toList();
    }

    private static @Nullable String text(@Nullable Object name) {
        return name == null ? null : name.toString();
    }

    @Override
    public boolean forget(Duration age) {
        return transactions.within(() -> rows.deleteOlder(age.toMillis(), FORGOTTEN_AT_ONCE)) == FORGOTTEN_AT_ONCE;
    }
}

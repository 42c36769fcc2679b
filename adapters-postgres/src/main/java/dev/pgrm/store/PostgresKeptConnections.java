package dev.pgrm.store;

import dev.pgrm.application.credential.CredentialMark;
import dev.pgrm.application.stream.KeptConnection;
import dev.pgrm.application.stream.KeptConnections;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.stream.SubscriptionId;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Singleton
final class PostgresKeptConnections implements KeptConnections {
    private final KeptConnectionRows rows;
    private final PostgresTransactions transactions;

    PostgresKeptConnections(KeptConnectionRows rows, PostgresTransactions transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    @Override
    public void keep(KeptConnection connection) {
        Conninfo way = connection.way();
        Endpoint from = connection.sourceAddress();
        CredentialMark mark = connection.mark();
        transactions.run(() -> rows.keep(
                connection.holder().target().value(),
                connection.holder().subscription().value(),
                connection.source().value(),
                from == null ? null : from.host(),
                from == null ? null : from.port(),
                way.address().host(),
                way.address().port(),
                way.database(),
                way.sslMode(),
                way.rootCertificate(),
                way.passfile(),
                mark == null ? null : mark.text(),
                connection.keptAt()));
    }

    @Override
    public List<KeptConnection> all() {
        return transactions.within(rows::all).stream()
                .map(KeptConnectionRow::connection)
                .toList();
    }

    @Override
    public @Nullable KeptConnection lock(SubscriptionId holder) {
        return transactions
                .within(() ->
                        rows.lock(holder.target().value(), holder.subscription().value()))
                .map(KeptConnectionRow::connection)
                .orElse(null);
    }

    @Override
    public void forget(SubscriptionId holder) {
        transactions.run(
                () -> rows.forget(holder.target().value(), holder.subscription().value()));
    }
}

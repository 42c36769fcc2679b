package dev.pgrm.store;

import dev.pgrm.application.audit.Audit;
import dev.pgrm.application.audit.AuditEntry;
import jakarta.inject.Singleton;

@Singleton
final class PostgresAudit implements Audit {
    private final AuditRows rows;
    private final PostgresTransactions transactions;

    PostgresAudit(AuditRows rows, PostgresTransactions transactions) {
        this.rows = rows;
        this.transactions = transactions;
    }

    @Override
    public void record(AuditEntry entry) {
        transactions.run(() -> rows.save(
                new AuditRow(null, entry.at(), entry.actor(), entry.act(), entry.subject(), entry.details())));
    }
}

package dev.pgrm.application.audit;

/** Keeps what was done. Within a transaction, the entry stands or falls with the change it tells of. */
public interface Audit {
    void record(AuditEntry entry);
}

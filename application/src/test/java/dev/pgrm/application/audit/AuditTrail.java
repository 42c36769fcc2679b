package dev.pgrm.application.audit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An audit for tests of what is recorded. */
public final class AuditTrail implements Audit {
    public final List<AuditEntry> entries = new CopyOnWriteArrayList<>();

    @Override
    public void record(AuditEntry entry) {
        entries.add(entry);
    }
}

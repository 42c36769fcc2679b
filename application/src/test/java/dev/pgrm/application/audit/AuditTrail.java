package dev.pgrm.application.audit;

import java.util.ArrayList;
import java.util.List;

/** An audit for tests of what is recorded. */
public final class AuditTrail implements Audit {
    public final List<AuditEntry> entries = new ArrayList<>();

    @Override
    public void record(AuditEntry entry) {
        entries.add(entry);
    }
}

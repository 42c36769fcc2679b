package dev.pgrm.application.audit;

import java.time.Instant;
import java.util.Map;

/**
 * One act.
 *
 * @param act what was done, such as {@code database.created}
 * @param subject to what, by id
 * @param details what changed, in plain words; never a secret
 */
public record AuditEntry(Instant at, String actor, String act, String subject, Map<String, String> details) {
    public AuditEntry {
        details = Map.copyOf(details);
    }
}

package dev.pgrm.domain.log;

import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message that concerns replication, with what it is about.
 *
 * @param code which kind of event it tells of, stable
 * @param subscription by the oid that the name of its origin holds, or by its name
 * @param relation as PostgreSQL writes it in messages: schema and table without quotes
 * @param finishedAt the end of the transaction that failed, by which it can be skipped
 */
public record ReplicationMessage(
        String code,
        LogEntry entry,
        @Nullable Oid subscription,
        @Nullable SubscriptionName subscriptionName,
        @Nullable SlotName slot,
        @Nullable String relation,
        @Nullable Lsn finishedAt) {
    /** Messages with the same subject are the same trouble, told again. */
    List<@Nullable Object> subject() {
        return Arrays.asList(code, subscription, subscriptionName, slot, relation);
    }
}

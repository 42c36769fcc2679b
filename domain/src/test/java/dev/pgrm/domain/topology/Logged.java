package dev.pgrm.domain.topology;

import dev.pgrm.domain.log.LogEntry;
import dev.pgrm.domain.log.LogEntry.Severity;
import dev.pgrm.domain.log.MessageCode;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A message in a server's log: an error of the subscription named feed unless something else is said. */
record Logged(
        MessageCode code,
        Instant at,
        String text,
        @Nullable String subscription,
        @Nullable String slot,
        @Nullable String relation,
        @Nullable Long finishedAt,
        @Nullable String context,
        @Nullable Integer pid) {
    static Logged logged(MessageCode code, Instant at, String text) {
        return new Logged(code, at, text, "feed", null, null, null, null, null);
    }

    Logged of(String table) {
        return new Logged(code, at, text, subscription, slot, table, finishedAt, context, pid);
    }

    Logged finished(long position) {
        return new Logged(code, at, text, subscription, slot, relation, position, context, pid);
    }

    Logged context(String words) {
        return new Logged(code, at, text, subscription, slot, relation, finishedAt, words, pid);
    }

    Logged ofSlot(String name) {
        return new Logged(code, at, text, null, name, relation, finishedAt, context, pid);
    }

    /** Of a version that does not say whose it is. */
    Logged by(int process) {
        return new Logged(code, at, text, null, null, relation, finishedAt, context, process);
    }

    ReplicationMessage message() {
        return new ReplicationMessage(
                code.code(),
                new LogEntry(
                        at,
                        code == MessageCode.DISABLED_ON_ERROR || code == MessageCode.DISABLED
                                ? Severity.LOG
                                : Severity.ERROR,
                        null,
                        text,
                        null,
                        null,
                        context,
                        null,
                        pid,
                        null,
                        null,
                        null),
                null,
                subscription == null ? null : new SubscriptionName(subscription),
                slot == null ? null : new SlotName(slot),
                relation,
                finishedAt == null ? null : new Lsn(finishedAt));
    }
}

package dev.pgrm.store;

import dev.pgrm.application.log.LogBook.Kept;
import dev.pgrm.application.log.LogBook.Place;
import dev.pgrm.application.log.LogBook.Told;
import dev.pgrm.domain.log.LogEntry;
import dev.pgrm.domain.log.LogEntry.Severity;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@MappedEntity("server_log")
record LogRow(
        @Id @GeneratedValue(GeneratedValue.Type.IDENTITY) long id,
        UUID serverId,
        Instant at,
        UUID fingerprint,
        Severity severity,
        @MappedProperty("sqlstate") @Nullable String sqlState,
        String code,
        String message,
        @Nullable String detail,
        @Nullable String hint,
        @Nullable String context,
        @Nullable String statement,
        @Nullable Integer pid,
        @Nullable String process,
        @Nullable String database,
        @Nullable String application,
        @Nullable Long subscription,
        @Nullable String subscriptionName,
        @Nullable String slot,
        @Nullable String relation,
        @Nullable String finishedAt) {

    Kept kept() {
        var entry = new LogEntry(
                at, severity, sqlState, message, detail, hint, context, statement, pid, process, database, application);
        return new Kept(
                new Place(at, id),
                new ReplicationMessage(
                        code,
                        entry,
                        subscription == null ? null : new Oid(subscription),
                        subscriptionName == null ? null : new SubscriptionName(subscriptionName),
                        slot == null ? null : new SlotName(slot),
                        relation,
                        finishedAt == null ? null : Lsn.parse(finishedAt)));
    }

    /** What is to be written, by column. The store knows no NUL, so that it is left out. */
    static Map<String, String> columns(Told told) {
        ReplicationMessage message = told.message();
        LogEntry entry = message.entry();
        var columns = new HashMap<String, String>();
        put(columns, "server_id", told.server().value());
        put(columns, "at", entry.at());
        put(columns, "fingerprint", fingerprint(message));
        put(columns, "severity", entry.severity());
        put(columns, "sqlstate", entry.sqlState());
        put(columns, "code", message.code());
        put(columns, "message", entry.message());
        put(columns, "detail", entry.detail());
        put(columns, "hint", entry.hint());
        put(columns, "context", entry.context());
        put(columns, "statement", entry.statement());
        put(columns, "pid", entry.pid());
        put(columns, "process", entry.process());
        put(columns, "database", entry.database());
        put(columns, "application", entry.application());
        put(columns, "subscription", message.subscription());
        put(columns, "subscription_name", message.subscriptionName());
        put(columns, "slot", message.slot());
        put(columns, "relation", message.relation());
        put(columns, "finished_at", message.finishedAt());
        return columns;
    }

    private static void put(Map<String, String> columns, String column, @Nullable Object value) {
        if (value != null) {
            columns.put(column, value.toString().replace("\0", ""));
        }
    }

    private static UUID fingerprint(ReplicationMessage message) {
        LogEntry entry = message.entry();
        String text = Arrays.asList(
                        entry.pid(), entry.severity(), entry.message(), entry.detail(), entry.context(), message.code())
                .stream()
                .map(String::valueOf)
                .collect(Collectors.joining("\0"));
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}

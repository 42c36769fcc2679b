package dev.pgrm.api.stream;

import dev.pgrm.application.stream.SkippingTransactions.Failure;
import dev.pgrm.domain.log.LogEntry;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.log.ServerLog.Unreadable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * On what a stream fails.
 *
 * @param transaction none where no log tells of one
 * @param lost what skipping it means
 * @param note why nothing is known, or what to do then
 */
@Serdeable
record FailureBody(
        @Nullable TransactionBody transaction,
        String lost,
        @Nullable String note) {
    private static final String LOST = "All that the transaction changed is lost for the target, in every table,"
            + " and what follows it is applied: compare the tables that it had changed";

    /**
     * The latest that failed.
     *
     * @param lsn to be sent when it is to be skipped
     * @param operation on which row it failed: insert, update, delete or truncate
     * @param detail names the row by its key, where PostgreSQL told it; other values of rows are left out
     */
    @Serdeable
    record TransactionBody(
            @Nullable String lsn,
            Instant at,
            @Nullable String table,
            @Nullable String operation,
            String code,
            @Nullable String sqlState,
            String message,
            @Nullable String detail,
            @Nullable String context) {
        private static final Pattern TYPE = Pattern.compile("message type \"(\\w{1,40})\"");

        static TransactionBody of(ReplicationMessage message) {
            LogEntry entry = message.entry();
            return new TransactionBody(
                    message.finishedAt() == null ? null : message.finishedAt().toString(),
                    entry.at(),
                    message.relation(),
                    operation(entry.context()),
                    message.code(),
                    entry.sqlState(),
                    entry.message(),
                    entry.detail(),
                    entry.context());
        }

        private static @Nullable String operation(@Nullable String context) {
            Matcher found = TYPE.matcher(context == null ? "" : context);
            return found.find() ? found.group(1).toLowerCase(java.util.Locale.ROOT) : null;
        }
    }

    static FailureBody of(Failure failure) {
        ReplicationMessage latest = failure.latest();
        return new FailureBody(latest == null ? null : TransactionBody.of(latest), LOST, note(failure));
    }

    private static @Nullable String note(Failure failure) {
        if (failure.latest() != null) {
            return null;
        }
        if (!failure.named()) {
            return "PostgreSQL 14 does not tell the position. An attempt with one that is not the next names the next: see the"
                    + " operation's error, and ask for that one if it is that on which the stream fails";
        }
        Unreadable unreadable = failure.unreadable();
        return unreadable == null
                ? "The log of the target tells of no transaction that fails"
                : unreadable.why() + ". " + unreadable.remedy()
                        + ". Or find in it what the latest error calls finished at: that is sent without being checked";
    }
}

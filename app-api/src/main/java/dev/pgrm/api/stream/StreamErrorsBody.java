package dev.pgrm.api.stream;

import dev.pgrm.application.log.ReadingErrors;
import dev.pgrm.application.log.ReadingErrors.Item;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.log.LogEntry;
import dev.pgrm.domain.log.MessageCode;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.log.ServerLog.Unreadable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What logs said about a stream.
 *
 * @param items newest first
 * @param next where the next page goes on
 * @param logs whether the logs of both ends can be read
 */
@Serdeable
record StreamErrorsBody(List<ItemBody> items, @Nullable String next, LogsBody logs) {

    /**
     * One message.
     *
     * @param side in whose log it stands: source or target
     * @param code what happened, stable
     * @param finishedAt the end of the transaction that failed, by which it can be skipped
     */
    @Serdeable
    record ItemBody(
            Instant at,
            String side,
            String severity,
            String code,
            @Nullable String sqlState,
            String message,
            @Nullable String detail,
            @Nullable String hint,
            @Nullable String context,
            @Nullable String relation,
            @Nullable String finishedAt,
            @Nullable String remedy) {

        static ItemBody of(Item item) {
            ReplicationMessage message = item.kept().message();
            LogEntry entry = message.entry();
            MessageCode code = MessageCode.of(message.code());
            return new ItemBody(
                    entry.at(),
                    Words.of(item.side()),
                    Words.of(entry.severity()),
                    message.code(),
                    entry.sqlState(),
                    entry.message(),
                    entry.detail(),
                    entry.hint(),
                    entry.context(),
                    message.relation(),
                    message.finishedAt() == null ? null : message.finishedAt().toString(),
                    code == null ? null : code.remedy());
        }
    }

    @Serdeable
    record LogsBody(LogBody source, LogBody target) {}

    /**
     * The log of one end.
     *
     * @param why it cannot be read
     * @param remedy what would let us read it
     */
    @Serdeable
    record LogBody(
            boolean readable,
            @Nullable String why,
            @Nullable String remedy) {
        static LogBody of(@Nullable Unreadable unreadable) {
            return unreadable == null
                    ? new LogBody(true, null, null)
                    : new LogBody(false, unreadable.why(), unreadable.remedy());
        }
    }

    static StreamErrorsBody of(ReadingErrors.Page page) {
        return new StreamErrorsBody(
                page.items().stream().map(ItemBody::of).toList(),
                page.next() == null ? null : ErrorsCursor.of(page.next()),
                new LogsBody(LogBody.of(page.source()), LogBody.of(page.target())));
    }
}

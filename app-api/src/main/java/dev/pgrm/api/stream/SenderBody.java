package dev.pgrm.api.stream;

import dev.pgrm.domain.observation.Sender;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A process that sends WAL to somebody.
 *
 * @param replayLagSeconds the server's own figure: null both when nothing happens and, usually, when apply hangs
 * @param publications that a logical consumer asked for
 */
@Serdeable
public record SenderBody(
        int pid,
        String applicationName,
        @Nullable String clientAddress,
        @Nullable Integer clientPort,
        @Nullable String state,
        @Nullable String sentLsn,
        @Nullable String flushedLsn,
        @Nullable String replayedLsn,
        @Nullable Double replayLagSeconds,
        @Nullable String syncState,
        @Nullable Instant repliedAt,
        @Nullable String slot,
        List<String> publications) {

    public static @Nullable SenderBody orNull(@Nullable Sender sender) {
        return sender == null ? null : of(sender);
    }

    public static SenderBody of(Sender sender) {
        return new SenderBody(
                sender.pid(),
                sender.applicationName(),
                sender.clientAddress(),
                sender.clientPort(),
                sender.state(),
                text(sender.sent()),
                text(sender.flushed()),
                text(sender.replayed()),
                sender.replayLag() == null ? null : sender.replayLag().toMillis() / 1000.0,
                sender.syncState(),
                sender.repliedAt(),
                sender.request() == null ? null : sender.request().slot().value(),
                sender.request() == null
                        ? List.of()
                        : sender.request().publications().stream()
                                .map(Object::toString)
                                .toList());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}

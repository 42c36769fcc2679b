package dev.pgrm.api.stream;

import dev.pgrm.domain.observation.Receiver;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A standby's connection to what it follows.
 *
 * @param senderHost as the standby's settings call it
 */
@Serdeable
public record ReceiverBody(
        int pid,
        @Nullable String status,
        @Nullable String slot,
        @Nullable String senderHost,
        @Nullable Integer senderPort,
        @Nullable String flushedLsn,
        @Nullable String latestEndLsn,
        @Nullable Instant lastMessageAt) {

    public static @Nullable ReceiverBody of(@Nullable Receiver receiver) {
        return receiver == null
                ? null
                : new ReceiverBody(
                        receiver.pid(),
                        receiver.status(),
                        text(receiver.slot()),
                        receiver.senderHost(),
                        receiver.senderPort(),
                        text(receiver.flushed()),
                        text(receiver.latestEnd()),
                        receiver.lastMessageAt());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}

package dev.pgrm.domain.history;

import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.stream.StreamId;
import java.util.UUID;

/**
 * One thing whose figures are kept.
 *
 * @param owner the stream; of a slot, its server
 * @param name of a slot; empty for all else
 */
public record Series(Subject subject, UUID owner, String name) {
    public static Series of(StreamId stream) {
        return new Series(Subject.STREAM, stream.value(), "");
    }

    public static Series of(ServerId server, SlotName slot) {
        return new Series(Subject.SLOT, server.value(), slot.value());
    }

    public static Series of(ServerId server) {
        return new Series(Subject.SERVER, server.value(), "");
    }
}

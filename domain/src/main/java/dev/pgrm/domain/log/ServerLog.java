package dev.pgrm.domain.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a server's log.
 *
 * @param unreadable why it cannot be read; none where it is being read
 * @param position where reading goes on
 * @param recent the latest messages that concern replication, oldest first, bounded
 */
public record ServerLog(
        @Nullable Unreadable unreadable, @Nullable LogPosition position, List<ReplicationMessage> recent) {
    public static final ServerLog UNKNOWN = new ServerLog(null, null, List.of());

    public ServerLog {
        recent = List.copyOf(recent);
    }

    /**
     * @param why in plain words
     * @param remedy what would let us read it
     */
    public record Unreadable(String why, String remedy) {}
}

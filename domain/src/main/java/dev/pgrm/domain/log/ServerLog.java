package dev.pgrm.domain.log;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a server's log.
 *
 * @param unreadable why it cannot be read; none where it is being read
 * @param position where reading goes on
 * @param skipped the latest part that was passed over, since it grew faster than it is read
 * @param recent the latest messages that concern replication, oldest first, bounded
 */
public record ServerLog(
        @Nullable Unreadable unreadable,
        @Nullable LogPosition position,
        @Nullable Skipped skipped,
        List<ReplicationMessage> recent) {
    public static final ServerLog UNKNOWN = new ServerLog(null, null, null, List.of());

    private static final int MOST = 48;
    private static final int MOST_ALIKE = 3;

    public ServerLog {
        recent = List.copyOf(recent);
    }

    public static ServerLog unreadable(String why, String remedy, ServerLog before) {
        return new ServerLog(new Unreadable(why, remedy), before.position, before.skipped, before.recent);
    }

    /** Reading has come further. Of messages that say the same of the same the latest few stay, so that no loop drives out others. */
    public ServerLog read(LogPosition until, @Nullable Skipped passedOver, List<ReplicationMessage> heard) {
        return new ServerLog(null, until, passedOver == null ? skipped : passedOver, with(heard));
    }

    private List<ReplicationMessage> with(List<ReplicationMessage> heard) {
        if (heard.isEmpty()) {
            return recent;
        }
        var kept = new ArrayDeque<ReplicationMessage>();
        var alike = new HashMap<List<@Nullable Object>, Integer>();
        for (ReplicationMessage message :
                Stream.concat(recent.stream(), heard.stream()).toList().reversed()) {
            if (kept.size() < MOST && alike.merge(message.subject(), 1, Integer::sum) <= MOST_ALIKE) {
                kept.addFirst(message);
            }
        }
        return List.copyOf(kept);
    }

    /** Some part of the log that nobody has read. */
    public record Skipped(Instant at, long bytes) {}

    /**
     * @param why in plain words
     * @param remedy what would let us read it
     */
    public record Unreadable(String why, String remedy) {}
}

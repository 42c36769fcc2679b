package dev.pgrm.domain.stream;

import dev.pgrm.domain.observation.WalHistory;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.Lsn;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a target is behind its source: both unknown while the source cannot be seen, since then nobody knows what it wrote.
 */
public record Lag(@Nullable Bytes bytes, @Nullable Duration time) {
    public static final Lag UNKNOWN = new Lag(null, null);

    /**
     * Against the end of the source's log, so that what was not even sent counts too. The server's own lag columns are empty
     * both when nothing happens and when apply hangs, so they can only lengthen what the history of positions says.
     *
     * @param reached what the target has confirmed
     * @param reported the server's own figure
     */
    public static Lag between(Lsn reached, Lsn end, WalHistory history, Instant now, @Nullable Duration reported) {
        Bytes bytes = reached.behind(end);
        if (bytes.isZero()) {
            return new Lag(Bytes.ZERO, Duration.ZERO);
        }
        Duration time = history.age(reached, now);
        return new Lag(bytes, reported != null && reported.compareTo(time) > 0 ? reported : time);
    }
}

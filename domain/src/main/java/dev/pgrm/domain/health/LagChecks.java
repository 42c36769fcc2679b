package dev.pgrm.domain.health;

import dev.pgrm.domain.health.LogicalCase.Source;
import dev.pgrm.domain.health.LogicalCase.Target;
import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.Lsn;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whether a stream that flows falls behind, and at which end. */
final class LagChecks {
    private LagChecks() {}

    static void look(LogicalCase stream, Consumer<Diagnosis> found) {
        Source source = stream.source();
        Target target = stream.target();
        if (source != null && reads(source, target) && behind(stream.measures())) {
            String to = target == null ? "its consumer" : target.name();
            found.accept(told(
                    stream.measures(),
                    source.name(),
                    to,
                    source.sender(),
                    source.seen().server().wal().current()));
        }
    }

    /** Of who does not read at all, other findings tell. */
    private static boolean reads(Source source, @Nullable Target target) {
        return target == null
                ? source.slot() != null && source.slot().active()
                : target.subscription().worker() != null;
    }

    static boolean behind(Measures measures) {
        Duration time = measures.lagTime();
        Bytes bytes = measures.lag();
        return time != null
                && bytes != null
                && time.compareTo(Thresholds.LATE) >= 0
                && bytes.compareTo(Thresholds.LAG) >= 0;
    }

    static Diagnosis told(Measures measures, String from, String to, @Nullable Sender sender, Lsn end) {
        Bytes unsent =
                sender == null || sender.sent() == null ? null : sender.sent().behind(end);
        Bytes lag = measures.lag() == null ? Bytes.ZERO : measures.lag();
        boolean sending = unsent != null && unsent.count() > lag.count() / 2;
        String what = to + " is " + lag + " behind " + from + ", by "
                + Spoken.span(measures.lagTime() == null ? Duration.ZERO : measures.lagTime());
        return sending
                ? Diagnosis.warning(
                        "lagging",
                        what + "; most of it was not even sent yet",
                        "The sender or the network is the bottleneck: see the load of " + from
                                + ", long transactions there, and the bandwidth between")
                : Diagnosis.warning(
                        "lagging",
                        what + (unsent == null ? "" : "; it was sent, and not applied yet"),
                        "See what " + to
                                + " is busy with: locks, a missing index for REPLICA IDENTITY FULL, slow disks");
    }
}

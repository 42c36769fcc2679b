package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.DatabaseFacts.ApplyWorker;
import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.topology.LogicalLink.Publisher;
import dev.pgrm.domain.topology.Sightings.Sighting;
import dev.pgrm.domain.topology.Subscribers.Reader;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What speaks for a slot as the source of a subscription, and what against. Each sign alone may mislead: the two ends are not
 * seen at the same moment, names can be set to anything, and a large transaction holds a position back.
 */
record Support(boolean stale, int signsFor, int signsAgainst) {
    private static final Bytes CLOSE = new Bytes(16 << 20);

    static final Comparator<Support> BEST_FIRST = Comparator.<Support>comparingInt(
                    support -> support.signsAgainst - support.signsFor)
            .thenComparing(Support::stale);

    static Support of(Sighting server, Slot slot, Reader reader) {
        var signs = Stream.of(activity(server, slot, reader), name(server, slot, reader), position(slot, reader))
                .filter(Objects::nonNull)
                .toList();
        return new Support(server.stale(), count(signs, true), count(signs, false));
    }

    boolean contradicted() {
        return signsAgainst >= 2;
    }

    private static int count(List<Boolean> signs, boolean which) {
        return (int) signs.stream().filter(sign -> sign == which).count();
    }

    private static @Nullable Boolean activity(Sighting server, Slot slot, Reader reader) {
        if (server.stale() || reader.subscriber().stale()) {
            return null;
        }
        return slot.active() == (reader.subscription().worker() != null);
    }

    private static @Nullable Boolean name(Sighting server, Slot slot, Reader reader) {
        Sender sender = new Publisher(server, "", slot).sender();
        if (sender == null) {
            return null;
        }
        return sender.applicationName().equals(reader.subscription().name().value());
    }

    private static @Nullable Boolean position(Slot slot, Reader reader) {
        ApplyWorker worker = reader.subscription().worker();
        Lsn reached = worker == null ? null : worker.latestEnd();
        Lsn confirmed = slot.confirmedFlush();
        if (reached == null || confirmed == null) {
            return null;
        }
        return reached.behind(confirmed).plus(confirmed.behind(reached)).compareTo(CLOSE) <= 0;
    }
}

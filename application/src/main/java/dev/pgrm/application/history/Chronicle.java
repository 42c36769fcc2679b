package dev.pgrm.application.history;

import dev.pgrm.application.Complaint;
import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.application.topology.LiveTopology.Snapshot;
import dev.pgrm.application.watch.Watching.Pace;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.history.Grain;
import dev.pgrm.domain.history.Retention;
import dev.pgrm.domain.history.Sample;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down what the map shows, once in each poll interval, while the pen is ours. Pages that the store does not take at present
 * wait, up to a bound. {@link #takeTurn} is for one thread; {@link #tend} may run beside it.
 */
public final class Chronicle implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Chronicle.class);

    /** So many pages wait; then the oldest are lost, all but what changed on the map. */
    private static final int PATIENCE = 60;

    /** A clock that is kept right moves by less. */
    private static final Duration SET_BACK = Duration.ofMinutes(1);

    private static final Duration READ_REGISTRY_ANYWAY = Duration.ofSeconds(30);

    private final WorkerId self;
    private final LiveTopology topology;
    private final Annals annals;
    private final Clock clock;
    private final Pace pace;
    private final Retention retention;
    private final Complaint storeAway = new Complaint(log, "History waits for the store");
    private final Complaint wrongClock = new Complaint(log, "This worker writes no history");

    private final Deque<Page> waiting = new ArrayDeque<>();
    /** The map after the last page that was begun, each part as it is when steady. */
    private final Map<UUID, Element> known = new HashMap<>();

    /** What pages that were not written would have told of the map; the next page tells it. */
    private Changes untold = Changes.NONE;

    private Instant last = Instant.MIN;
    /** The moment that was written last: that the store took it proves our clock. */
    private volatile @Nullable Instant written;

    private Instant registryRead = Instant.MIN;
    private boolean storeWasAway;
    private volatile boolean holding;
    private volatile boolean closed;

    public Chronicle(WorkerId self, LiveTopology topology, Annals annals, Clock clock, Pace pace, Retention retention) {
        this.self = self;
        this.topology = topology;
        this.annals = annals;
        this.clock = clock;
        this.pace = pace;
        this.retention = retention;
    }

    /** Whether the pen is ours, for all we know. */
    public boolean holding() {
        return holding;
    }

    /** One turn; there may be several in an interval, of which the first writes. */
    public void takeTurn() {
        Instant tick = Grain.floor(clock.instant(), pace.interval());
        if (!tick.isAfter(last) || closed) {
            if (tick.isBefore(last.minus(SET_BACK))) {
                leaveToOthers(tick);
            }
            return;
        }
        last = tick;
        if (holding || takesPen()) {
            begin(tick);
            flush();
        }
    }

    /** Nothing is written behind the last page; whoever has the right time writes on. */
    private void leaveToOthers(Instant tick) {
        wrongClock.tell("its clock was set back behind the last page by "
                + Duration.between(tick, last).toSeconds() + " s; set it right, or wait until it gets there");
        if (holding && !closed) {
            lose();
            layPenDown();
        }
    }

    /** As long as three ticks may fail before another writes on. */
    private Duration lease() {
        Duration three = pace.interval().multipliedBy(3);
        return three.compareTo(pace.lease()) > 0 ? three : pace.lease();
    }

    private boolean takesPen() {
        try {
            // When a store comes back the pen belongs to who has pages in hand: let them come first.
            boolean waits = storeWasAway;
            storeWasAway = false;
            boolean taken = !waits && annals.takePen(self, lease());
            storeAway.settled();
            if (!taken) {
                return false;
            }
            known.clear();
            annals.present().forEach(element -> known.put(element.id(), element.steady()));
            holding = true;
            log.info("This worker writes the history from now on");
            return true;
        } catch (StoreUnavailable e) {
            storeWasAway = true;
            storeAway.tell(e);
            return false;
        }
    }

    private void begin(Instant tick) {
        topology.observationsMayBeMissing();
        if (!registryRead.isAfter(tick.minus(READ_REGISTRY_ANYWAY))) {
            topology.registryMayHaveChanged();
            registryRead = tick;
        }
        Snapshot snapshot = topology.refresh();
        var sampling = new Sampling(topology.observations().values(), snapshot.at(), pace.staleAfter());
        List<Sample> samples = sampling.of(snapshot.topology());
        // Last, as what is known from now on must stand in a page.
        Changes changes = Changes.between(known, Element.of(snapshot.topology()));
        changes.gone().forEach(known::remove);
        changes.fresh().forEach(element -> known.put(element.id(), element.steady()));
        waiting.addLast(new Page(tick, samples, untold.then(changes)));
        untold = Changes.NONE;
        if (waiting.size() > PATIENCE) {
            dropFirst();
        }
    }

    /** Its figures are lost; what changed on the map is told by the page that follows. */
    private void dropFirst() {
        Changes lost = waiting.removeFirst().changes();
        if (waiting.isEmpty()) {
            untold = lost;
        } else {
            Page next = waiting.removeFirst();
            waiting.addFirst(new Page(next.at(), next.samples(), lost.then(next.changes())));
        }
    }

    private void flush() {
        while (!waiting.isEmpty()) {
            try {
                switch (annals.write(self, waiting.getFirst(), lease())) {
                    case NOW -> {
                        written = waiting.removeFirst().at();
                        wrongClock.settled();
                    }
                    // Perhaps by ourselves, perhaps by one whose clock is a little ahead of ours.
                    case BEFORE -> dropFirst();
                    case AHEAD -> {
                        dropFirst();
                        wrongClock.tell("its clock is more than a minute ahead of that of the store; set both right");
                    }
                    case BY_ANOTHER -> lose();
                }
                storeAway.settled();
            } catch (StoreUnavailable e) {
                storeAway.tell(e);
                return;
            } catch (RuntimeException e) {
                // What is wrong with this page shall not stand in the way of all that follow.
                lose();
                throw e;
            }
        }
    }

    private void lose() {
        if (holding) {
            log.info("Another worker writes the history now, or this one has to look again at what is written");
        }
        holding = false;
        written = null;
        untold = Changes.NONE;
        waiting.clear();
        known.clear();
    }

    /** Closes and drops what is due, as of the last page: by a clock that is wrong all history would have expired. */
    public void tend() {
        Instant page = written;
        if (holding && page != null) {
            annals.tend(page, retention);
        }
    }

    @Override
    public void close() {
        closed = true;
        if (holding) {
            layPenDown();
        }
    }

    private void layPenDown() {
        try {
            annals.layPenDown(self);
        } catch (StoreUnavailable e) {
            log.warn("The pen of the history could not be laid down; it falls by itself: {}", e.getMessage());
        }
    }
}

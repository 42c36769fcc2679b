package dev.pgrm.application.watch;

import dev.pgrm.application.Complaint;
import dev.pgrm.application.observation.LastKnownObservations;
import dev.pgrm.application.observation.LiveObservations;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.server.Server;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls one server at its interval, on a virtual thread of its own, until it is stopped. */
final class ServerWatch {
    private static final Logger log = LoggerFactory.getLogger(ServerWatch.class);
    private static final Duration KEPT_EVERY = Duration.ofMinutes(1);

    private final Server server;
    private final List<Database> databases;
    private final Probe.Factory probes;
    private final LiveObservations live;
    private final LastKnownObservations lastKnown;
    private final Consumer<Poll> meter;
    private final Clock clock;
    private final Duration interval;
    /** Wishes for a poll out of turn. Its taking is also what the thread waits on, so a wish ends the wait. */
    private final LinkedBlockingQueue<CompletableFuture<Void>> wishes = new LinkedBlockingQueue<>();

    private volatile boolean stopped;
    private final Complaint fruitless;
    private @Nullable Probe probe;
    private @Nullable Observation previous;
    private Instant keptAt = Instant.MIN;

    ServerWatch(
            Server server,
            List<Database> databases,
            Probe.Factory probes,
            LiveObservations live,
            LastKnownObservations lastKnown,
            Consumer<Poll> meter,
            Clock clock,
            Duration interval) {
        this.server = server;
        this.fruitless = new Complaint(log, "A poll of " + server.endpoint() + " came to nothing");
        this.databases = databases;
        this.probes = probes;
        this.live = live;
        this.lastKnown = lastKnown;
        this.meter = meter;
        this.clock = clock;
        this.interval = interval;
    }

    void start() {
        Thread.ofVirtual().name("watch " + server.endpoint()).start(this::run);
    }

    boolean watches(Server other, List<Database> current) {
        return server.equals(other) && databases.equals(current);
    }

    void stop() {
        stopped = true;
        wishes.add(new CompletableFuture<>());
    }

    CompletableFuture<Void> pollNow() {
        var wish = new CompletableFuture<Void>();
        wishes.add(wish);
        return wish;
    }

    private void run() {
        recall();
        var granted = new ArrayList<CompletableFuture<Void>>();
        try {
            while (!stopped) {
                long start = System.nanoTime();
                pollOnce();
                if (stopped) {
                    return;
                }
                granted.forEach(wish -> wish.complete(null));
                granted.clear();
                waitForTurn(start, granted);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            granted.forEach(wish -> wish.cancel(false));
            wishes.forEach(wish -> wish.cancel(false));
            close();
        }
    }

    private void close() {
        try {
            if (probe != null) {
                probe.close();
            }
        } catch (RuntimeException e) {
            log.warn("The probe of {} did not close: {}", server.endpoint(), e.getMessage());
        }
    }

    /** What another worker saw last goes on here: history and the last known good survive a change of hands. */
    private void recall() {
        try {
            previous = live.latest(List.of(server.id())).stream().findFirst().orElse(null);
            if (previous == null) {
                previous = lastKnown.lastKnown(List.of(server.id())).stream()
                        .findFirst()
                        .orElse(null);
            }
        } catch (RuntimeException e) {
            log.warn(
                    "What was known of {} cannot be recalled; it is learnt anew: {}",
                    server.endpoint(),
                    e.getMessage());
        }
    }

    /** The edge of the loop: whatever goes wrong is told once for as long as it stays the same, and the next poll tries again. */
    private void pollOnce() {
        long start = System.nanoTime();
        try {
            if (probe == null) {
                probe = probes.open(server, databases);
            }
            Observation observation = probe.poll(previous);
            // Whoever watches next speaks for the server by now; and a poll that was cut off by our own end says
            // nothing
            // of it.
            if (stopped) {
                return;
            }
            previous = observation;
            meter.accept(new Poll(
                    server, Duration.ofNanos(System.nanoTime() - start), observation instanceof Observation.Seen));
            // What cannot be published is kept all the same: that is what it is kept for.
            try {
                live.publish(observation);
            } finally {
                keep(observation);
            }
            fruitless.settled();
        } catch (RuntimeException | Error e) {
            fruitless.tell(e);
        }
    }

    private void keep(Observation observation) {
        Instant now = clock.instant();
        if (Duration.between(keptAt, now).compareTo(KEPT_EVERY) >= 0) {
            lastKnown.keep(observation);
            keptAt = now;
        }
    }

    private void waitForTurn(long start, List<CompletableFuture<Void>> granted) throws InterruptedException {
        long left = interval.toNanos() - (System.nanoTime() - start);
        CompletableFuture<Void> wish = wishes.poll(Math.max(left, 0), TimeUnit.NANOSECONDS);
        if (wish != null) {
            granted.add(wish);
            wishes.drainTo(granted);
        }
    }
}

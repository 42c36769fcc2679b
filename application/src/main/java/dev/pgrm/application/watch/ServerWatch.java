package dev.pgrm.application.watch;

import dev.pgrm.application.Complaint;
import dev.pgrm.application.observation.LastKnownObservations;
import dev.pgrm.application.observation.LiveObservations;
import dev.pgrm.application.watch.Watching.Pace;
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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls one server on a virtual thread of its own, for as long as its lease runs and until it is stopped. */
final class ServerWatch {
    private static final Logger log = LoggerFactory.getLogger(ServerWatch.class);
    private static final Duration KEPT_EVERY = Duration.ofMinutes(1);

    private final Server server;
    private final List<Database> databases;
    private final Surroundings around;
    private final Leaseholder leaseholder;
    private final Rhythm rhythm;
    /** Wishes for a poll out of turn. Its taking is also what the thread waits on, so a wish ends the wait. */
    private final LinkedBlockingQueue<CompletableFuture<Void>> wishes = new LinkedBlockingQueue<>();

    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Complaint fruitless;
    private volatile boolean stopped;
    private volatile long leasedUntil;
    /** It was found to have ended before its time. */
    private volatile boolean leaseGone;

    private @Nullable Probe probe;
    private @Nullable Observation previous;
    private Instant keptAt = Instant.MIN;

    /**
     * What all watches of a worker have in common.
     *
     * @param nanos a clock that goes on while the process is stopped, and is never set
     */
    record Surroundings(
            WorkerId self,
            Probe.Factory probes,
            LiveObservations live,
            Reports reports,
            LastKnownObservations lastKnown,
            Keeping keeping,
            Consumer<Poll> meter,
            Clock clock,
            LongSupplier nanos,
            Pace pace) {}

    /** Whoever looks after the leases. */
    interface Leaseholder {
        /** The lease ran out, so that nothing may be said until it is held again. */
        void wanted();

        /** Whether nobody else can hold it. */
        boolean holds(ServerWatch watch);

        /** Another worker holds it; the watch ends. */
        void lost(ServerWatch watch);
    }

    /** @param leasedUntil by the clock of nanoseconds */
    ServerWatch(
            Server server, List<Database> databases, Surroundings around, Leaseholder leaseholder, long leasedUntil) {
        this.server = server;
        this.fruitless = new Complaint(log, "A poll of " + server.endpoint() + " came to nothing");
        this.databases = databases;
        this.around = around;
        this.leaseholder = leaseholder;
        this.leasedUntil = leasedUntil;
        this.rhythm =
                new Rhythm(around.pace(), () -> ThreadLocalRandom.current().nextDouble());
    }

    /** @param delay before the first poll, so that many that begin together do not all connect at once */
    void start(Duration delay) {
        Thread.ofVirtual().name("watch " + server.endpoint()).start(() -> run(delay));
    }

    Server server() {
        return server;
    }

    boolean watches(Server other, List<Database> current) {
        return server.equals(other) && databases.equals(current);
    }

    void leasedUntil(long nanos) {
        leasedUntil = nanos;
        leaseGone = false;
    }

    boolean wantsRenewal() {
        return leaseGone || around.pace().wantsRenewal(leaseLeft());
    }

    long leaseEnds() {
        return leasedUntil;
    }

    /** How much of the lease is left. */
    Duration leaseLeft() {
        return Duration.ofNanos(leasedUntil - around.nanos().getAsLong());
    }

    private boolean leased() {
        return leaseLeft().isPositive();
    }

    void stop() {
        stopped = true;
        wishes.add(new CompletableFuture<>());
    }

    /** Completes once it polls no more and its sessions are closed. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    CompletableFuture<Void> pollNow() {
        var wish = new CompletableFuture<Void>();
        wishes.add(wish);
        return wish;
    }

    private void run(Duration delay) {
        var granted = new ArrayList<CompletableFuture<Void>>();
        try {
            waitFor(delay, granted);
            recall();
            while (!stopped) {
                takeTurn(granted);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            granted.forEach(wish -> wish.cancel(false));
            wishes.forEach(wish -> wish.cancel(false));
            close();
            ended.complete(null);
        }
    }

    private void takeTurn(List<CompletableFuture<Void>> granted) throws InterruptedException {
        if (!leased()) {
            leaseholder.wanted();
            waitFor(around.pace().turn(), granted);
            return;
        }
        long start = around.nanos().getAsLong();
        Duration next = pollOnce();
        if (stopped) {
            return;
        }
        granted.forEach(wish -> wish.complete(null));
        granted.clear();
        waitFor(next.minusNanos(around.nanos().getAsLong() - start), granted);
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
            previous = around.live().latest(List.of(server.id())).stream()
                    .findFirst()
                    .orElse(null);
            if (previous == null) {
                previous = around.lastKnown().lastKnown(List.of(server.id())).stream()
                        .findFirst()
                        .orElse(null);
            }
        } catch (RuntimeException | Error e) {
            // Whatever it is, the watch goes on: a thread that ended here would leave the server unwatched for good.
            log.warn(
                    "What was known of {} cannot be recalled; it is learnt anew: {}",
                    server.endpoint(),
                    e.getMessage());
        }
    }

    /**
     * The edge of the loop: whatever goes wrong is told once for as long as it stays the same, and the next poll tries again.
     *
     * @return from the start of this poll to the start of the next
     */
    private Duration pollOnce() {
        Duration next = around.pace().interval();
        long start = System.nanoTime();
        try {
            if (probe == null) {
                probe = around.probes().open(server, databases);
            }
            Observation observation = probe.poll(previous);
            // Whoever watches next speaks for the server by now; and a poll that was cut off by our own end says
            // nothing of it.
            if (stopped) {
                return next;
            }
            next = rhythm.after(previous, observation, around.nanos().getAsLong());
            previous = observation;
            around.meter()
                    .accept(new Poll(
                            server,
                            Duration.ofNanos(System.nanoTime() - start),
                            observation instanceof Observation.Seen));
            keepHeard(probe);
            report(observation);
            fruitless.settled();
        } catch (RuntimeException | Error e) {
            fruitless.tell(e);
        }
        return next;
    }

    /** Whoever lost the lease leaves it to the next, who reads the same part of the log. */
    private void keepHeard(Probe open) {
        if (!open.heard().isEmpty() && leased() && leaseholder.holds(this)) {
            open.keepHeard();
        }
    }

    /** What cannot be published is kept all the same, since that is what it is kept for: as long as nobody else can hold the lease. */
    private void report(Observation observation) {
        Reports.Outcome outcome;
        try {
            outcome = around.reports().publish(observation, around.self());
        } catch (RuntimeException e) {
            if (leased()) {
                keep(observation);
            }
            throw e;
        }
        switch (outcome) {
            case PUBLISHED -> keep(observation);
            case LEASE_ENDED -> {
                leaseGone = true;
                leaseholder.wanted();
            }
            case LEASE_TAKEN -> {
                stopped = true;
                leaseholder.lost(this);
            }
        }
    }

    private void keep(Observation observation) {
        Instant now = around.clock().instant();
        // Whichever way: a clock may be set back.
        if (Duration.between(keptAt, now).abs().compareTo(KEPT_EVERY) >= 0) {
            around.keeping().keep(observation);
            keptAt = now;
        }
    }

    private void waitFor(Duration time, List<CompletableFuture<Void>> granted) throws InterruptedException {
        CompletableFuture<Void> wish = wishes.poll(Math.max(time.toNanos(), 0), TimeUnit.NANOSECONDS);
        if (wish != null) {
            granted.add(wish);
            wishes.drainTo(granted);
        }
    }
}

package dev.pgrm.application.watch;

import dev.pgrm.application.Complaint;
import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.application.database.Registry;
import dev.pgrm.application.observation.LastKnownObservations;
import dev.pgrm.application.observation.LiveObservations;
import dev.pgrm.domain.server.Server;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.topology.Registered;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker's part in watching: in every turn it says that it lives, takes and gives back leases so that servers are shared
 * fairly, and starts and stops their watches. When the keeper of leases cannot be reached, what is being watched goes on being
 * watched until its lease would have ended; then another may hold it.
 */
public final class Watching implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Watching.class);

    private final Complaint registryAway =
            new Complaint(log, "The registry cannot be read at present, so what was registered goes on");
    private final Complaint leasesAway = new Complaint(log, "Leases cannot be renewed at present");

    private final WorkerId self;
    private final Registry registry;
    private final Leases leases;
    private final Probe.Factory probes;
    private final LiveObservations live;
    private final LastKnownObservations lastKnown;
    private final Consumer<Poll> meter;
    private final Clock clock;
    private final Pace pace;

    /** Guards what follows: turns and questions come on different threads. */
    private final Object lock = new Object();

    private final Map<ServerId, ServerWatch> watches = new HashMap<>();
    private final Map<ServerId, Instant> heldUntil = new HashMap<>();
    private boolean closed;

    /** What the registry held when it was last read; for the thread that takes turns. */
    private Registered registered = Registered.NOTHING;

    /**
     * How often things happen.
     *
     * @param interval from one poll of a server to the next
     * @param lease how long a lease lasts unless renewed
     */
    public record Pace(Duration interval, Duration lease) {
        /** Well within a lease, so that one that is lost is not mistaken for a worker that died. */
        public Duration turn() {
            return lease.dividedBy(5);
        }

        /** What nobody has renewed for so long is not being watched any more. */
        public Duration staleAfter() {
            return interval.multipliedBy(3).plus(lease);
        }
    }

    public Watching(
            WorkerId self,
            Registry registry,
            Leases leases,
            Probe.Factory probes,
            LiveObservations live,
            LastKnownObservations lastKnown,
            Consumer<Poll> meter,
            Clock clock,
            Pace pace) {
        this.self = self;
        this.registry = registry;
        this.leases = leases;
        this.probes = probes;
        this.live = live;
        this.lastKnown = lastKnown;
        this.meter = meter;
        this.clock = clock;
        this.pace = pace;
    }

    /** One turn. Throws nothing that a later turn could mend. */
    public void takeTurn() {
        readRegistry();
        try {
            share();
            leasesAway.settled();
        } catch (Leases.Unavailable e) {
            leasesAway.tell(e);
            dropExpired();
        }
    }

    /** Without the store, what is known to be registered goes on being watched. */
    private void readRegistry() {
        try {
            registered = registry.all();
            registryAway.settled();
        } catch (StoreUnavailable e) {
            registryAway.tell(e);
        }
    }

    private void share() {
        synchronized (lock) {
            // A turn that was under way takes nothing up again after the good-bye.
            if (closed) {
                return;
            }
            leases.beat(self, pace.lease());
            Set<WorkerId> workers = leases.liveWorkers();
            for (Server server : registered.servers()) {
                if (Assignment.fallsTo(self, server.id(), workers)) {
                    hold(server);
                } else if (watches.containsKey(server.id())) {
                    giveBack(server.id());
                }
            }
            var known = registered.servers().stream().map(Server::id).toList();
            List.copyOf(watches.keySet()).stream()
                    .filter(id -> !known.contains(id))
                    .forEach(this::giveBack);
        }
    }

    private void hold(Server server) {
        Instant until = clock.instant().plus(pace.lease());
        if (!leases.hold(server.id(), self, pace.lease())) {
            stopWatching(server.id());
            return;
        }
        heldUntil.put(server.id(), until);
        var databases = registered.databasesOf(server.id());
        ServerWatch watch = watches.get(server.id());
        if (watch != null && watch.watches(server, databases)) {
            return;
        }
        stopWatching(server.id());
        ServerWatch fresh = new ServerWatch(server, databases, probes, live, lastKnown, meter, clock, pace.interval());
        watches.put(server.id(), fresh);
        heldUntil.put(server.id(), until);
        fresh.start();
    }

    private void giveBack(ServerId server) {
        stopWatching(server);
        leases.release(server, self);
    }

    private void stopWatching(ServerId server) {
        heldUntil.remove(server);
        ServerWatch watch = watches.remove(server);
        if (watch != null) {
            watch.stop();
        }
    }

    private void dropExpired() {
        Instant now = clock.instant();
        synchronized (lock) {
            List.copyOf(heldUntil.entrySet()).stream()
                    .filter(held -> held.getValue().isBefore(now))
                    .forEach(held -> stopWatching(held.getKey()));
        }
    }

    /**
     * Polls those of the servers that are watched here, and says which were polled once all are done or the time is over: one
     * that hangs keeps nobody waiting for the others.
     */
    public CompletableFuture<Set<ServerId>> pollNow(Collection<ServerId> servers, Duration within) {
        Map<ServerId, CompletableFuture<Void>> polls = new HashMap<>();
        synchronized (lock) {
            for (ServerId server : servers) {
                ServerWatch watch = watches.get(server);
                if (watch != null) {
                    polls.put(server, watch.pollNow());
                }
            }
        }
        return CompletableFuture.allOf(polls.values().toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, within.toMillis(), TimeUnit.MILLISECONDS)
                .handle((done, failure) -> polled(polls));
    }

    /** A watch that was stopped meanwhile, or hangs, has polled nothing; the others have. */
    private static Set<ServerId> polled(Map<ServerId, CompletableFuture<Void>> polls) {
        return polls.entrySet().stream()
                .filter(poll -> poll.getValue().state() == Future.State.SUCCESS)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    public Set<ServerId> watched() {
        synchronized (lock) {
            return Set.copyOf(watches.keySet());
        }
    }

    /** Stops all watches and hands their leases back, so that others take over at once. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            var held = List.copyOf(watches.keySet());
            held.forEach(this::stopWatching);
            try {
                held.forEach(server -> leases.release(server, self));
                leases.leave(self);
            } catch (Leases.Unavailable e) {
                log.warn(
                        "Leases could not be handed back; they end by themselves: {}",
                        Objects.toString(e.getMessage()));
            }
        }
    }
}

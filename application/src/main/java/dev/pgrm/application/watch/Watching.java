package dev.pgrm.application.watch;

import dev.pgrm.application.Complaint;
import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.application.database.Registry;
import dev.pgrm.application.observation.LastKnownObservations;
import dev.pgrm.application.observation.LiveObservations;
import dev.pgrm.application.watch.ServerWatch.Leaseholder;
import dev.pgrm.application.watch.ServerWatch.Surroundings;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.server.Server;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.topology.Registered;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker's part in watching: in every turn it says that it lives, takes and gives back leases so that servers are shared
 * fairly, and starts and stops their watches. When the keeper of leases cannot be reached, what is being watched goes on being
 * watched until its lease would have ended; then another may hold it. Turns never wait for the store: the registry is read apart
 * from them.
 */
public final class Watching implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Watching.class);
    private static final Duration TO_END = Duration.ofSeconds(3);

    private final Complaint registryAway =
            new Complaint(log, "The registry cannot be read at present, so what was registered goes on");
    private final Complaint leasesAway = new Complaint(log, "Leases cannot be renewed at present");

    private final Registry registry;
    private final Leases leases;
    private final Surroundings around;
    private final Colleagues colleagues;

    /** Guards what follows: turns and questions come on different threads. */
    private final Object lock = new Object();

    private final Watches watches;
    private boolean closed;

    /** What the registry held when it was last read; nothing before that. */
    private volatile @Nullable Registered registered;

    private volatile Runnable turnWanted = () -> {};

    /**
     * How often things happen.
     *
     * @param interval from one poll of a server to the next
     * @param lease how long a lease lasts unless renewed
     */
    public record Pace(Duration interval, Duration lease) {
        private static final Duration CLOSER = Duration.ofMillis(500);
        private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
        private static final Duration BETWEEN_STARTS = Duration.ofMillis(4);

        /** Well within a lease, so that one that is lost is not mistaken for a worker that died. */
        public Duration turn() {
            return lease.dividedBy(5);
        }

        /** What nobody has renewed for so long is not being watched any more. */
        public Duration staleAfter() {
            return interval.multipliedBy(3).plus(lease);
        }

        /** Soon enough that several renewals may fail before the lease ends. */
        boolean wantsRenewal(Duration left) {
            return left.compareTo(lease.multipliedBy(7).dividedBy(10)) < 0;
        }

        Duration underSuspicion() {
            return shorter(interval, CLOSER);
        }

        /** Never so long that the server would count as not watched. */
        Duration backOff(int failures) {
            Duration longest = shorter(interval.multipliedBy(2), LONGEST_PAUSE);
            Duration doubled = interval.multipliedBy(1L << Math.min(failures - 1, 10));
            Duration bounded = shorter(doubled, longest);
            return bounded.compareTo(interval) < 0 ? interval : bounded;
        }

        /** Over which the first polls of servers that are taken up together are spread. */
        Duration spread(int servers) {
            return shorter(interval, BETWEEN_STARTS.multipliedBy(servers - 1));
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }
    }

    public Watching(
            WorkerId self,
            Registry registry,
            Leases leases,
            Probe.Factory probes,
            LiveObservations live,
            Reports reports,
            LastKnownObservations lastKnown,
            Consumer<Poll> meter,
            Clock clock,
            LongSupplier nanos,
            Pace pace) {
        this.registry = registry;
        this.leases = leases;
        this.around = new Surroundings(
                self, probes, live, reports, lastKnown, new Keeping(lastKnown), meter, clock, nanos, pace);
        this.colleagues = new Colleagues(pace.lease());
        this.watches = new Watches(around, new Renewal());
    }

    /** Whom to tell that a turn should not wait. */
    public void onTurnWanted(Runnable nudge) {
        turnWanted = nudge;
    }

    /** Looks what is registered. Without the store, what is known to be registered goes on being watched. */
    public void readRegistry() {
        try {
            Registered now = registry.all();
            boolean changed = !now.equals(registered);
            registered = now;
            registryAway.settled();
            if (changed) {
                turnWanted.run();
            }
        } catch (StoreUnavailable e) {
            registryAway.tell(e);
        }
    }

    /** One turn. Throws nothing that a later turn could mend. */
    public void takeTurn() {
        Registered now = registered;
        // Whoever does not know what there is to do takes no share of it.
        if (now == null) {
            return;
        }
        try {
            share(now);
            leasesAway.settled();
        } catch (Leases.Unavailable e) {
            leasesAway.tell(e);
            dropExpired();
        }
    }

    private void share(Registered now) {
        synchronized (lock) {
            // A turn that was under way takes nothing up again after the good-bye.
            if (closed) {
                return;
            }
            boolean known = leases.beat(around.self(), around.pace().lease());
            Set<WorkerId> workers =
                    colleagues.now(leases.liveWorkers(), known, around.nanos().getAsLong());
            Map<ServerId, List<Database>> databases =
                    now.databases().stream().collect(Collectors.groupingBy(Database::serverId));
            var owners = Assignment.divide(weights(now, databases), workers);
            List<Server> ours = now.servers().stream()
                    .filter(server -> around.self().equals(owners.get(server.id())))
                    .toList();
            watches.dropAllBut(ours).forEach(this::giveBack);
            hold(ours, databases);
        }
    }

    private static Map<ServerId, Integer> weights(Registered now, Map<ServerId, List<Database>> databases) {
        return now.servers().stream()
                .collect(Collectors.toMap(
                        Server::id,
                        server -> databases.getOrDefault(server.id(), List.of()).size()));
    }

    private void hold(List<Server> ours, Map<ServerId, List<Database>> databases) {
        // Taken before Redis is asked, so that our idea of a lease ends before the lease does.
        long until = around.nanos().getAsLong() + around.pace().lease().toNanos();
        List<ServerId> due = watches.wantRenewal(ours);
        Set<ServerId> held = leases.hold(due, around.self(), around.pace().lease());
        watches.renewed(due, held, until);
        watches.takeUp(
                ours.stream()
                        .filter(server -> held.contains(server.id()) || watches.of(server.id()) != null)
                        .toList(),
                databases,
                until);
    }

    /** What watches find out about their leases. */
    private final class Renewal implements Leaseholder {
        @Override
        public void wanted() {
            turnWanted.run();
        }

        /** Without Redis nobody else can take it while ours runs. */
        @Override
        public boolean holds(ServerWatch watch) {
            ServerId server = watch.server().id();
            try {
                return around.self().equals(leases.holders(List.of(server)).get(server));
            } catch (Leases.Unavailable e) {
                return true;
            }
        }

        @Override
        public void lost(ServerWatch watch) {
            synchronized (lock) {
                watches.drop(watch);
            }
            log.info("Another worker watches {} now", watch.server().endpoint());
        }
    }

    /** The lease goes back once the last poll has ended: two at once would be one too many. */
    private void giveBack(ServerWatch watch) {
        var _ = watch.ended()
                .thenRunAsync(() -> releaseUnlessTakenUpAgain(watch.server().id()), Thread::startVirtualThread);
    }

    private void releaseUnlessTakenUpAgain(ServerId server) {
        synchronized (lock) {
            if (closed || watches.of(server) != null) {
                return;
            }
            try {
                leases.release(server, around.self());
            } catch (Leases.Unavailable e) {
                log.debug("A lease was not given back and ends by itself: {}", e.getMessage());
            }
        }
    }

    private void dropExpired() {
        synchronized (lock) {
            watches.dropExpired();
        }
    }

    /**
     * Polls those of the servers that are watched here, and says which were polled once all are done or the time is over: one
     * that hangs keeps nobody waiting for the others.
     */
    public CompletableFuture<Set<ServerId>> pollNow(Collection<ServerId> servers, Duration within) {
        synchronized (lock) {
            return watches.pollNow(servers, within);
        }
    }

    public Set<ServerId> watched() {
        synchronized (lock) {
            return watches.servers();
        }
    }

    /** Stops all watches and hands their leases back, so that others take over at once. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            watches.dropAll()
                    .completeOnTimeout(null, TO_END.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            around.keeping().close();
            try {
                leases.leave(around.self());
            } catch (Leases.Unavailable e) {
                log.warn(
                        "Leases could not be handed back; they end by themselves: {}",
                        Objects.toString(e.getMessage()));
            }
        }
    }
}

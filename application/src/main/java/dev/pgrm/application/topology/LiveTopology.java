package dev.pgrm.application.topology;

import dev.pgrm.application.Complaint;
import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.application.database.Registry;
import dev.pgrm.application.observation.LastKnownObservations;
import dev.pgrm.application.observation.LiveObservations;
import dev.pgrm.domain.aws.RdsInventory;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.server.Server;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.topology.Chart;
import dev.pgrm.domain.topology.Identities;
import dev.pgrm.domain.topology.Links;
import dev.pgrm.domain.topology.Registered;
import dev.pgrm.domain.topology.Topology;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest topology, held in memory and put together anew when something it rests on has changed. Reading it costs nothing;
 * {@link #refresh} is for one thread.
 */
public final class LiveTopology {
    private static final Logger log = LoggerFactory.getLogger(LiveTopology.class);

    private final Registry registry;
    private final LiveObservations live;
    private final LastKnownObservations lastKnown;
    private final IdentityStore identityStore;
    private final Clock clock;
    private final Duration staleAfter;

    private final Complaint registryAway =
            new Complaint(log, "The registry cannot be read at present, so the map shows what was registered");
    private final Complaint latestAway = new Complaint(log, "The latest observations cannot be read at present");
    private final Complaint lastKnownAway = new Complaint(log, "The last known observations cannot be read at present");
    private final Complaint idsAway =
            new Complaint(log, "What is new on the map waits for the store, which gives it an id");

    private final Map<ServerId, Observation> observations = new ConcurrentHashMap<>();
    private final List<Consumer<Snapshot>> listeners = new CopyOnWriteArrayList<>();

    private volatile Registered registered = Registered.NOTHING;
    private volatile Identities identities = Identities.NONE;
    private volatile RdsInventory rds = RdsInventory.NOTHING;
    private volatile Snapshot current;
    private volatile Chart chart = Chart.EMPTY;
    private volatile boolean registryChanged = true;
    private volatile boolean observationsMissed = true;

    /** For the thread that refreshes. */
    private boolean registryRead;

    /** The topology at one moment. */
    public record Snapshot(Instant at, Topology topology) {}

    /** @param staleAfter how old an observation may be before its server counts as not being watched */
    public LiveTopology(
            Registry registry,
            LiveObservations live,
            LastKnownObservations lastKnown,
            IdentityStore identityStore,
            Clock clock,
            Duration staleAfter) {
        this.registry = registry;
        this.live = live;
        this.lastKnown = lastKnown;
        this.identityStore = identityStore;
        this.clock = clock;
        this.staleAfter = staleAfter;
        this.current = new Snapshot(clock.instant(), Topology.EMPTY);
    }

    public Snapshot current() {
        return current;
    }

    /** The same map together with what it was drawn from. */
    public Chart chart() {
        return chart;
    }

    public Registered registered() {
        return registered;
    }

    public Map<ServerId, Observation> observations() {
        return Map.copyOf(observations);
    }

    public void onRefresh(Consumer<Snapshot> listener) {
        listeners.add(listener);
    }

    /**
     * Takes in one observation; the next {@link #refresh} shows it. Older news than what is known is dropped, unless what is known
     * came from a clock that is ahead: it would stand, and look fresh, until all others have caught up.
     */
    public void observe(Observation observation) {
        Instant ahead = clock.instant().plus(staleAfter);
        observations.merge(
                observation.serverId(),
                observation,
                (known, news) -> news.at().isBefore(known.at()) && !known.at().isAfter(ahead) ? known : news);
    }

    /** What RDS says of its replicas; where it could not be asked, what it said before stands. */
    public void observe(RdsInventory found) {
        rds = found.orWhereBlind(rds);
    }

    /** Nothing that is registered has to do with RDS any more. */
    public void forgetRds() {
        rds = RdsInventory.NOTHING;
    }

    public void registryMayHaveChanged() {
        registryChanged = true;
    }

    public void observationsMayBeMissing() {
        observationsMissed = true;
    }

    /** Brings the topology up to date with all that is known now. */
    public synchronized Snapshot refresh() {
        if (registryChanged) {
            registryChanged = false;
            readRegistry();
        }
        if (observationsMissed) {
            observationsMissed = false;
            readObservations();
        }
        Instant now = clock.instant();
        Links links = Links.find(registered, Map.copyOf(observations), rds, now, staleAfter);
        Links known = identified(links);
        Chart drawn = Chart.of(known, identities);
        Snapshot fresh = new Snapshot(now, drawn.topology());
        chart = drawn;
        current = fresh;
        listeners.forEach(listener -> listener.accept(fresh));
        return fresh;
    }

    /** Without the store nothing gets a new id; what is known shall not stand still for that. */
    private Links identified(Links links) {
        if (identities.cover(links.evidence())) {
            return links;
        }
        try {
            identities = identityStore.identify(links.evidence());
            idsAway.settled();
            return links;
        } catch (StoreUnavailable e) {
            idsAway.tell(e);
            return links.knownTo(identities);
        }
    }

    private void readRegistry() {
        try {
            Registered before = registered;
            registered = registry.all();
            Set<ServerId> servers = new HashSet<>(ids(registered));
            observations.keySet().retainAll(servers);
            observationsMissed |= !new HashSet<>(ids(before)).containsAll(servers);
            registryRead = true;
            registryAway.settled();
        } catch (RuntimeException e) {
            registryChanged = true;
            if (!registryRead) {
                throw e;
            }
            registryAway.tell(e);
        }
    }

    /** The cache first; what it has lost is filled up with the last known from the store. */
    private void readObservations() {
        tryToRead(latestAway, () -> live.latest(ids(registered)).forEach(this::observe));
        var missing = new ArrayList<>(ids(registered));
        missing.removeAll(observations.keySet());
        if (!missing.isEmpty()) {
            tryToRead(lastKnownAway, () -> lastKnown.lastKnown(missing).forEach(this::observe));
        }
    }

    private void tryToRead(Complaint away, Runnable reading) {
        try {
            reading.run();
            away.settled();
        } catch (RuntimeException e) {
            observationsMissed = true;
            away.tell(e);
        }
    }

    private static List<ServerId> ids(Registered registered) {
        return registered.servers().stream().map(Server::id).toList();
    }
}

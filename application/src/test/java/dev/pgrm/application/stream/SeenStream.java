package dev.pgrm.application.stream;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.database.InMemoryRegistry;
import dev.pgrm.application.database.Specs;
import dev.pgrm.application.observation.InMemoryObservations;
import dev.pgrm.application.topology.InMemoryIdentities;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.application.topology.Sights;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.observation.CopyHistory;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.DatabaseFacts.ApplyWorker;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
import dev.pgrm.domain.observation.Observation.DatabaseSeen;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.PublisherAddress;
import dev.pgrm.domain.observation.SubscriptionCounters;
import dev.pgrm.domain.observation.SubscriptionOptions;
import dev.pgrm.domain.observation.WorkerHistory;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.stream.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A map on which dw subscribes to orders by the subscription feed. */
final class SeenStream {
    static final Oid FEED = new Oid(16_400);
    private static final ApplyWorker WORKER = new ApplyWorker(4_711, new Lsn(700), null, null, null, null);

    final InMemoryRegistry registry = new InMemoryRegistry();
    final LiveTopology topology;
    final StreamsOnMap onMap;
    final Database orders;
    final Database dw;
    private final MovableClock clock;
    private boolean concealed;
    private boolean elsewhere;
    private Endpoint connectsTo = new Endpoint("db-1.example", 5432);

    SeenStream(MovableClock clock) {
        this.clock = clock;
        var observations = new InMemoryObservations();
        this.topology = new LiveTopology(
                registry,
                observations,
                observations.lastKnown(),
                new InMemoryIdentities(),
                clock,
                Duration.ofSeconds(30));
        this.onMap = new StreamsOnMap(topology, registry);
        this.orders = registry.add(Specs.on("db-1.example", "orders"), Keeper.PEOPLE, "ada", clock.instant());
        this.dw = registry.add(Specs.on("db-2.example", "dw"), Keeper.PEOPLE, "ada", clock.instant());
        see(1);
    }

    /** So says the subscription from now on. */
    void connectsTo(Endpoint address) {
        connectsTo = address;
        see(1);
    }

    /** The connection cannot be read, and several servers have such a slot in a database of that name. */
    void doubt() {
        concealed = true;
        Database like = registry.add(Specs.on("db-3.example", "like", "orders"), Keeper.PEOPLE, "ada", clock.instant());
        see(1);
        topology.observe(Sights.of(like.serverId(), clock.instant(), 700));
        topology.refresh();
    }

    /** The connection cannot be read, it streams, and no registered server has its slot. */
    void streamsFromSomewhere() {
        concealed = true;
        elsewhere = true;
        see(1);
    }

    /** @param subscriptions how many, of which each but the first has no partner */
    void see(int subscriptions) {
        topology.registryMayHaveChanged();
        topology.refresh();
        topology.observe(
                elsewhere
                        ? Sights.of(orders.serverId(), clock.instant(), 700, List.of())
                        : Sights.of(orders.serverId(), clock.instant(), 700));
        topology.observe(with(
                Sights.of(dw.serverId(), clock.instant(), 700),
                IntStream.range(0, subscriptions).mapToObj(this::subscription).toList()));
        topology.refresh();
    }

    private Seen with(Seen seen, List<Subscription> subscriptions) {
        return new Seen(
                seen.serverId(),
                seen.at(),
                seen.latency(),
                seen.server(),
                List.of(new DatabaseSeen(dw.id(), new DatabaseFacts("dw", List.of(), subscriptions))),
                seen.walHistory(),
                seen.slotHistory(),
                seen.log());
    }

    private Subscription subscription(int number) {
        String name = number == 0 ? "feed" : "feed" + number;
        return new Subscription(
                new Oid(FEED.value() + number),
                new SubscriptionName(name),
                true,
                new SlotName(name),
                List.of(new PublicationName("all")),
                concealed
                        ? null
                        : new PublisherAddress(
                                List.of(number == 0 ? connectsTo : new Endpoint("elsewhere.example", 5432)),
                                "orders",
                                null),
                SubscriptionOptions.UNKNOWN,
                elsewhere ? WORKER : null,
                new TableStates(Map.of()),
                List.of(),
                CopyHistory.EMPTY,
                SubscriptionCounters.UNKNOWN,
                null,
                WorkerHistory.EMPTY);
    }

    StreamId id(String subscription) {
        return topology.current().topology().streams().stream()
                .filter(stream -> new SubscriptionName(subscription).equals(stream.subscription()))
                .findFirst()
                .orElseThrow()
                .id();
    }
}

package dev.pgrm.application.stream;

import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.log.ServerLog;
import dev.pgrm.domain.observation.Activity;
import dev.pgrm.domain.observation.CopyHistory;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
import dev.pgrm.domain.observation.Observation.DatabaseSeen;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.PublisherAddress;
import dev.pgrm.domain.observation.ServerFacts;
import dev.pgrm.domain.observation.ServerFacts.Identity;
import dev.pgrm.domain.observation.ServerFacts.WalPosition;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.SlotHistory;
import dev.pgrm.domain.observation.SubscriptionCounters;
import dev.pgrm.domain.observation.SubscriptionOptions;
import dev.pgrm.domain.observation.WalHistory;
import dev.pgrm.domain.observation.WorkerHistory;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PgVersion;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.postgres.SystemIdentifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Both ends of streams as seen, to begin with one named feed, of a publication shop. */
final class Flowing {
    private final List<Slot> slots = new ArrayList<>();
    private final Map<String, String> subscribed = new LinkedHashMap<>();
    private boolean concealed;

    Flowing() {
        subscribed("feed", "shop");
    }

    void subscribed(String name, String publication) {
        slots.add(slot(name, "orders", "pgoutput", true));
        subscribed.put(name, publication);
    }

    /** Nobody reads the slots. */
    void rest() {
        List<SlotName> names = slots.stream().map(Slot::name).toList();
        slots.clear();
        names.forEach(name -> idleSlot(name.value(), "orders", "pgoutput"));
    }

    /** Nobody may read where subscriptions connect to. */
    void conceal() {
        concealed = true;
    }

    private List<Subscription> subscriptions() {
        var subscriptions = new ArrayList<Subscription>();
        subscribed.forEach((name, publication) ->
                subscriptions.add(subscription(16_400 + subscriptions.size(), name, publication)));
        return subscriptions;
    }

    private Subscription subscription(int oid, String name, String publication) {
        return new Subscription(
                new Oid(oid),
                new SubscriptionName(name),
                true,
                new SlotName(name),
                List.of(new PublicationName(publication)),
                concealed ? null : new PublisherAddress(List.of(new Endpoint("orders.example", 5432)), "orders", null),
                SubscriptionOptions.UNKNOWN,
                null,
                new TableStates(Map.of()),
                List.of(),
                CopyHistory.EMPTY,
                SubscriptionCounters.UNKNOWN,
                null,
                WorkerHistory.EMPTY);
    }

    void idleSlot(String name, String database, String plugin) {
        slots.add(slot(name, database, plugin, false));
    }

    private static Slot slot(String name, String database, String plugin, boolean active) {
        return new Slot(
                new SlotName(name),
                Slot.Kind.LOGICAL,
                plugin,
                database,
                false,
                active,
                active ? 1 : null,
                Lsn.ZERO,
                Lsn.ZERO,
                "reserved",
                null,
                null,
                null,
                false,
                false,
                Slot.Upkeep.UNKNOWN);
    }

    Seen source(Database database, Instant at) {
        return seen(database, at, slots, List.of());
    }

    Seen target(Database database, Instant at) {
        return seen(database, at, List.of(), subscriptions());
    }

    private static Seen seen(Database database, Instant at, List<Slot> slots, List<Subscription> subscriptions) {
        return new Seen(
                database.serverId(),
                at,
                Duration.ofMillis(1),
                new ServerFacts(
                        new Identity(
                                new SystemIdentifier(database.serverId().value().getLeastSignificantBits()),
                                1,
                                new PgVersion(170_002),
                                false,
                                Instant.EPOCH,
                                null,
                                null),
                        new WalPosition(new Lsn(1000), null, null),
                        List.of(),
                        null,
                        slots,
                        List.of(),
                        List.of(),
                        Activity.UNKNOWN,
                        Map.of(),
                        List.of()),
                List.of(new DatabaseSeen(
                        database.id(), new DatabaseFacts(database.spec().database(), List.of(), subscriptions))),
                WalHistory.EMPTY,
                SlotHistory.EMPTY,
                ServerLog.UNKNOWN);
    }
}

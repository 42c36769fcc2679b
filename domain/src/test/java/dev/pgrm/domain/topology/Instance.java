package dev.pgrm.domain.topology;

import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.log.ReplicationMessage;
import dev.pgrm.domain.log.ServerLog;
import dev.pgrm.domain.observation.Activity;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.DatabaseFacts.DataChange;
import dev.pgrm.domain.observation.DatabaseFacts.Publication;
import dev.pgrm.domain.observation.Limit;
import dev.pgrm.domain.observation.Observation.DatabaseSeen;
import dev.pgrm.domain.observation.Observation.DatabaseView;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Origin;
import dev.pgrm.domain.observation.PublishedTables;
import dev.pgrm.domain.observation.Receiver;
import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.observation.ServerFacts;
import dev.pgrm.domain.observation.ServerFacts.Identity;
import dev.pgrm.domain.observation.ServerFacts.ManagedBy;
import dev.pgrm.domain.observation.ServerFacts.MissingPrivilege;
import dev.pgrm.domain.observation.ServerFacts.WalPosition;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.SlotHistory;
import dev.pgrm.domain.observation.WalHistory;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.PgVersion;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SystemIdentifier;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The facts of one instance. Positions are plain numbers. */
final class Instance {
    final String name;
    private long system;
    private int timeline = 1;
    private Instant startedAt;
    private boolean inRecovery;
    private @Nullable Endpoint listening;
    private @Nullable ManagedBy managedBy;
    private long wal = 1000;
    private @Nullable Lsn replayed;
    private @Nullable Receiver receiver;
    private WalHistory history = WalHistory.EMPTY;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Sender> senders = new ArrayList<>();
    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, List<Subscribing>> subscriptions = new LinkedHashMap<>();
    private final List<String> publishing = new ArrayList<>();
    private final List<Origin> origins = new ArrayList<>();

    private int version = 170_002;
    private Activity activity = Activity.UNKNOWN;
    private SlotHistory slotHistory = SlotHistory.EMPTY;
    private final List<Limit> limits = new ArrayList<>();
    private final List<MissingPrivilege> hidden = new ArrayList<>();
    private final List<ReplicationMessage> messages = new ArrayList<>();
    private ServerLog.@Nullable Unreadable unreadable;
    private final Map<String, List<Publication>> publications = new HashMap<>();

    Instance(String name) {
        this.name = name;
        this.system = name.hashCode() & 0xFFFFFFFL;
        this.startedAt = Fleet.NOON.minusSeconds(86_400 + system % 10_000);
    }

    Instance alias(String alias, String database) {
        var same = new Instance(alias);
        same.system = system;
        same.startedAt = startedAt;
        same.wal = wal;
        same.slots.addAll(slots);
        same.senders.addAll(senders);
        same.publishing.addAll(publishing);
        subscriptions.forEach((other, all) -> {
            if (other.equals(database)) {
                same.subscriptions.put(other, all);
            }
        });
        same.database(database);
        return same;
    }

    Instance database(String database) {
        subscriptions.computeIfAbsent(database, key -> new ArrayList<>());
        return this;
    }

    Instance publishes(String database) {
        publishing.add(database);
        return database(database);
    }

    Instance version(int number) {
        version = number;
        return this;
    }

    Instance activity(Activity what) {
        activity = what;
        return this;
    }

    Instance origin(String origin, @Nullable Boolean subscribed) {
        origins.add(new Origin(origin, new Lsn(wal), null, subscribed));
        return this;
    }

    Instance limit(String setting, int used, int most) {
        limits.add(new Limit(setting, used, most));
        return this;
    }

    Instance hides(String what, String grant) {
        hidden.add(new MissingPrivilege(what, grant));
        return this;
    }

    Instance logs(Logged message) {
        messages.add(message.message());
        return this;
    }

    Instance logHidden(String why, String remedy) {
        unreadable = new ServerLog.Unreadable(why, remedy);
        return this;
    }

    /** In place of the one for all tables, which publishers have unless something else is said. */
    Instance publication(String publication, @Nullable PublishedTables tables) {
        publications
                .computeIfAbsent(name, key -> new ArrayList<>())
                .add(new Publication(
                        new PublicationName(publication),
                        false,
                        List.of(),
                        Set.of(DataChange.INSERT, DataChange.UPDATE),
                        false,
                        tables));
        return this;
    }

    Instance publishesNothing() {
        publications.put(name, new ArrayList<>());
        return this;
    }

    Instance listensOn(String host, int port) {
        listening = new Endpoint(host, port);
        return this;
    }

    /** Made from a copy of another's files. */
    Instance cloneOf(String other) {
        system = other.hashCode() & 0xFFFFFFFL;
        return this;
    }

    Instance standbyOf(String other) {
        inRecovery = true;
        replayed = new Lsn(wal);
        return cloneOf(other);
    }

    Instance promoted() {
        inRecovery = false;
        timeline++;
        receiver = null;
        return this;
    }

    Instance receivesFrom(String host, int port, @Nullable String slot) {
        receiver = new Receiver(
                70, "streaming", slot == null ? null : new SlotName(slot), host, port, null, new Lsn(wal), null, null);
        return this;
    }

    /** As a role without pg_monitor sees it. */
    Instance receivesBehindACurtain() {
        receiver = new Receiver(70, null, null, null, null, null, null, null, null);
        return this;
    }

    Instance managedBy(ManagedBy who) {
        managedBy = who;
        return this;
    }

    Instance receivesNothing() {
        receiver = null;
        return this;
    }

    Instance set(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    Instance wal(long end) {
        wal = end;
        return this;
    }

    Instance replayed(long position) {
        replayed = new Lsn(position);
        return this;
    }

    Instance slot(String slot, Consumer<AnySlot> facts) {
        var any = new AnySlot(
                slot,
                subscriptions.isEmpty()
                        ? name
                        : subscriptions.keySet().iterator().next());
        facts.accept(any);
        slots.removeIf(old -> old.name().value().equals(slot));
        slots.add(any.slot());
        return this;
    }

    Instance noSlot(String slot) {
        slots.removeIf(old -> old.name().value().equals(slot));
        return this;
    }

    Instance sender(int pid, String application, @Nullable String client) {
        return sender(pid, application, client, "streaming");
    }

    Instance sender(int pid, String application, @Nullable String client, String state) {
        senders.add(new Sender(
                pid,
                application,
                client,
                40_000 + pid,
                state,
                null,
                new Lsn(wal),
                new Lsn(wal),
                null,
                null,
                null,
                null));
        return this;
    }

    /** A sender whose consumer has a say in when commits are done. */
    Instance confirmingSender(int pid, String application, @Nullable String client, String syncState) {
        sender(pid, application, client);
        Sender plain = senders.removeLast();
        senders.add(new Sender(
                pid,
                application,
                client,
                plain.clientPort(),
                plain.state(),
                null,
                plain.flushed(),
                plain.replayed(),
                null,
                syncState,
                null,
                null));
        return this;
    }

    Instance noSenders() {
        senders.clear();
        return this;
    }

    Instance subscribes(String subscription, Consumer<Subscribing> facts) {
        String database = subscriptions.isEmpty()
                ? name
                : subscriptions.keySet().iterator().next();
        return subscribes(database, subscription, facts);
    }

    Instance subscribes(String database, String subscription, Consumer<Subscribing> facts) {
        database(database);
        List<Subscribing> all = Objects.requireNonNull(subscriptions.get(database));
        all.removeIf(old -> old.name().equals(subscription));
        var made = new Subscribing(subscription);
        facts.accept(made);
        all.add(made);
        return this;
    }

    Instance noSubscriptions() {
        subscriptions.values().forEach(List::clear);
        return this;
    }

    List<String> databases() {
        return subscriptions.isEmpty() ? List.of(name) : List.copyOf(subscriptions.keySet());
    }

    Seen seen(ServerId server, Instant at) {
        history = history.with(at, new Lsn(wal));
        slotHistory = slotHistory.with(at, new Lsn(wal), slots);
        return new Seen(
                server,
                at,
                Duration.ofMillis(3),
                new ServerFacts(
                        new Identity(
                                new SystemIdentifier(system),
                                timeline,
                                new PgVersion(version),
                                inRecovery,
                                startedAt,
                                listening,
                                managedBy),
                        new WalPosition(new Lsn(wal), replayed, null),
                        senders,
                        receiver,
                        slots,
                        origins,
                        limits,
                        activity,
                        settings,
                        hidden),
                databases().stream().map(this::view).toList(),
                history,
                slotHistory,
                new ServerLog(unreadable, null, null, messages));
    }

    private DatabaseView view(String database) {
        return new DatabaseSeen(
                new DatabaseId(Fleet.uuid("database " + name + " " + database)),
                new DatabaseFacts(
                        database,
                        publications.getOrDefault(database, implied(database)),
                        subscriptions.getOrDefault(database, List.of()).stream()
                                .map(Subscribing::facts)
                                .toList()));
    }

    private List<Publication> implied(String database) {
        boolean feeds = slots.stream().anyMatch(slot -> database.equals(slot.database()));
        return feeds || publishing.contains(database)
                ? List.of(new Publication(new PublicationName("all"), true, List.of(), Set.of(), false, null))
                : List.of();
    }
}

package dev.pgrm.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.log.ServerLog;
import dev.pgrm.domain.observation.Activity;
import dev.pgrm.domain.observation.CopyHistory;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.DatabaseFacts.ApplyWorker;
import dev.pgrm.domain.observation.DatabaseFacts.Publication;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.Observation.DatabaseSeen;
import dev.pgrm.domain.observation.Origin;
import dev.pgrm.domain.observation.PublisherAddress;
import dev.pgrm.domain.observation.Sender;
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
import dev.pgrm.domain.server.ServerId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Describes what a monitor saw of one registered database's server, now. */
public final class Observed {
    private static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");

    private final JsonNode database;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final List<Slot> slots = new ArrayList<>();
    private final List<Sender> senders = new ArrayList<>();
    private final List<Origin> origins = new ArrayList<>();
    private final List<String> publications = new ArrayList<>(List.of("all"));
    private JsonNode instance;
    private final Instant at = Clock.systemUTC().instant();
    private String lsn = "0/2000000";
    private SubscriptionOptions options = SubscriptionOptions.UNKNOWN;
    private boolean allTables = true;

    private Observed(JsonNode database) {
        this.database = database;
        this.instance = database;
    }

    /** @param database as the API returned it */
    public static Observed of(JsonNode database) {
        return new Observed(database);
    }

    public Observed at(String position) {
        lsn = position;
        return this;
    }

    /** Another address of the server of that database. */
    public Observed sameInstanceAs(JsonNode other) {
        instance = other;
        return this;
    }

    /** A standby that follows it. */
    public Observed sends(String application) {
        senders.add(new Sender(
                4122,
                application,
                "192.0.2.7",
                40_000,
                "streaming",
                null,
                null,
                Lsn.parse(lsn),
                null,
                null,
                null,
                null));
        return this;
    }

    /** A logical slot in use. */
    public Observed slot(String name, String confirmed) {
        slots.add(new Slot(
                new SlotName(name),
                Slot.Kind.LOGICAL,
                "pgoutput",
                database.path("database").asText(),
                false,
                true,
                4121,
                Lsn.parse(confirmed),
                Lsn.parse(confirmed),
                "reserved",
                null,
                null,
                null,
                false,
                false,
                Slot.Upkeep.UNKNOWN));
        return this;
    }

    /** A slot that nobody reads. */
    public Observed idleSlot(String name, String restart) {
        slot(name, restart);
        Slot used = slots.removeLast();
        slots.add(new Slot(
                used.name(),
                used.kind(),
                used.plugin(),
                used.database(),
                false,
                false,
                null,
                used.restart(),
                used.confirmedFlush(),
                used.walStatus(),
                null,
                null,
                null,
                false,
                false,
                Slot.Upkeep.UNKNOWN));
        return this;
    }

    /** Of a subscription that is gone. */
    public Observed originLeft(String name) {
        origins.add(new Origin(name, Lsn.parse(lsn), null, false));
        return this;
    }

    /** Beside the one for all tables. */
    public Observed publication(String name) {
        publications.add(name);
        return this;
    }

    /** What it publishes is listed table by table. */
    public Observed listingTables() {
        allTables = false;
        return this;
    }

    /** Subscriptions that follow are disabled by the first error. */
    public Observed disabledOnError() {
        options = new SubscriptionOptions(null, null, null, null, true, null, null, null, null, null);
        return this;
    }

    /** A subscription, with a slot of its own name, to what is at that address. */
    public Observed subscribedTo(String host, String name) {
        return subscribedTo(host, name, name);
    }

    public Observed subscribedTo(String host, String name, String slot) {
        subscriptions.add(new Subscription(
                new Oid(16_400 + subscriptions.size()),
                new SubscriptionName(name),
                true,
                new SlotName(slot),
                List.of(new PublicationName("all")),
                new PublisherAddress(List.of(new Endpoint(host, 5432)), "orders", null),
                options,
                new ApplyWorker(77, Lsn.parse(lsn), Lsn.parse(lsn), at, null, null),
                new TableStates(Map.of(TableState.READY, 3)),
                List.of(),
                CopyHistory.EMPTY,
                SubscriptionCounters.UNKNOWN,
                null,
                WorkerHistory.EMPTY));
        return this;
    }

    public Observation.Seen seen() {
        UUID id = UUID.fromString(database.path("id").asText());
        return new Observation.Seen(
                server(),
                at,
                Duration.ofMillis(3),
                new ServerFacts(
                        new Identity(
                                new SystemIdentifier(
                                        UUID.fromString(instance.path("id").asText())
                                                .getMostSignificantBits()),
                                1,
                                new PgVersion(180001),
                                false,
                                STARTED,
                                null,
                                null),
                        new WalPosition(Lsn.parse(lsn), null, null),
                        senders,
                        null,
                        slots,
                        origins,
                        List.of(),
                        Activity.UNKNOWN,
                        Map.of("wal_level", "logical"),
                        List.of()),
                List.of(new DatabaseSeen(
                        new DatabaseId(id),
                        new DatabaseFacts(
                                database.path("database").asText(),
                                publications.stream()
                                        .map(name -> new Publication(
                                                new PublicationName(name), allTables, List.of(), Set.of(), false, null))
                                        .toList(),
                                subscriptions))),
                WalHistory.EMPTY
                        .with(at.minusSeconds(1), Lsn.parse("0/1000000"))
                        .with(at, Lsn.parse(lsn)),
                SlotHistory.EMPTY
                        .with(at.minusSeconds(60), Lsn.parse("0/1000000"), slots)
                        .with(at, Lsn.parse(lsn), slots),
                ServerLog.UNKNOWN);
    }

    public Observation.Unseen unseen() {
        return new Observation.Unseen(
                server(), at, at, new Trouble("unreachable", "No answer", "Look whether it runs"), null);
    }

    private ServerId server() {
        return ServerId.parse(database.path("serverId").asText());
    }
}

package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.CopyHistory;
import dev.pgrm.domain.observation.DatabaseFacts.ApplyWorker;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A subscription that runs, with three tables ready, a slot of its own name, and a connection string hidden from us. */
final class Subscribing {
    private final String name;
    private long oid;
    private boolean enabled = true;
    private SubscriptionOptions options = SubscriptionOptions.UNKNOWN;
    private @Nullable String slot;
    private final List<Endpoint> endpoints = new ArrayList<>();
    private @Nullable String database;
    private boolean working = true;
    private @Nullable Lsn latestEnd = new Lsn(1000);
    private final Map<TableState, Integer> tables = new EnumMap<>(Map.of(TableState.READY, 3));

    Subscribing(String name) {
        this.name = name;
        this.slot = name;
        this.oid = 16_000L + (name.hashCode() & 0xFFFF);
    }

    String name() {
        return name;
    }

    Subscribing oid(long value) {
        oid = value;
        return this;
    }

    Subscribing to(String host, int port, String publisherDatabase) {
        endpoints.add(new Endpoint(host, port));
        database = publisherDatabase;
        return this;
    }

    Subscribing to(String host, String publisherDatabase) {
        return to(host, 5432, publisherDatabase);
    }

    Subscribing slot(@Nullable String other) {
        slot = other;
        return this;
    }

    Subscribing disabled() {
        enabled = false;
        return notWorking();
    }

    Subscribing notWorking() {
        working = false;
        return this;
    }

    Subscribing at(@Nullable Long position) {
        latestEnd = position == null ? null : new Lsn(position);
        return this;
    }

    Subscribing tables(Map<TableState, Integer> states) {
        tables.clear();
        tables.putAll(states);
        return this;
    }

    Subscribing disablesOnError(boolean does) {
        options = new SubscriptionOptions(null, null, null, null, does, null, null, null, null, null);
        return this;
    }

    Subscription facts() {
        return new Subscription(
                new Oid(oid),
                new SubscriptionName(name),
                enabled,
                slot == null ? null : new SlotName(slot),
                List.of(new PublicationName("all")),
                database == null ? null : new PublisherAddress(endpoints, database, null),
                options,
                working ? new ApplyWorker(80, latestEnd, latestEnd, Fleet.NOON, null, null) : null,
                new TableStates(tables),
                List.of(),
                CopyHistory.EMPTY,
                SubscriptionCounters.UNKNOWN,
                null,
                WorkerHistory.EMPTY);
    }
}

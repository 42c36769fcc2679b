package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.CopyHistory;
import dev.pgrm.domain.observation.DatabaseFacts.ApplyWorker;
import dev.pgrm.domain.observation.DatabaseFacts.Blocked;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
import dev.pgrm.domain.observation.PublisherAddress;
import dev.pgrm.domain.observation.SubscriptionCounters;
import dev.pgrm.domain.observation.SubscriptionOptions;
import dev.pgrm.domain.observation.TableCopy;
import dev.pgrm.domain.observation.WorkerHistory;
import dev.pgrm.domain.observation.WorkerHistory.Change;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.postgres.SubscriptionName;
import dev.pgrm.domain.postgres.TableName;
import java.time.Instant;
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
    private @Nullable String slot;
    private final List<Endpoint> endpoints = new ArrayList<>();
    private @Nullable String database;
    private boolean working = true;
    private @Nullable Lsn latestEnd = new Lsn(1000);
    private final Map<TableState, Integer> tables = new EnumMap<>(Map.of(TableState.READY, 3));

    private final List<String> publications = new ArrayList<>(List.of("all"));
    private SubscriptionOptions options = SubscriptionOptions.UNKNOWN;
    private SubscriptionCounters counters = SubscriptionCounters.UNKNOWN;
    private WorkerHistory history = WorkerHistory.EMPTY;
    private CopyHistory copied = CopyHistory.EMPTY;
    private final List<TableCopy> copies = new ArrayList<>();
    private @Nullable Lsn skip;
    private int pid = 80;
    private Instant heard = Fleet.NOON;
    private @Nullable Blocked blocked;

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

    Subscribing publications(String... names) {
        publications.clear();
        publications.addAll(List.of(names));
        return this;
    }

    Subscribing disablesOnError() {
        return disablesOnError(true);
    }

    Subscribing origin(String origin) {
        options = new SubscriptionOptions(null, null, null, null, null, null, null, origin, null, null);
        return this;
    }

    Subscribing owner(String owner) {
        options = new SubscriptionOptions(owner, null, null, null, null, null, null, null, null, null);
        return this;
    }

    Subscribing conflicts(Map<String, Long> counted) {
        counters = new SubscriptionCounters(0L, 0L, counted, null);
        return this;
    }

    Subscribing worker(int process) {
        pid = process;
        return this;
    }

    Subscribing heardAt(Instant at) {
        heard = at;
        return this;
    }

    Subscribing blocked(Instant since, Integer... by) {
        blocked = new Blocked(since, List.of(by));
        return this;
    }

    Subscribing skipping(long position) {
        skip = new Lsn(position);
        return this;
    }

    /** What was seen before of its worker and its errors; it counts errors, as versions from 15 on do. */
    Subscribing was(Instant at, @Nullable Integer worker, long applyErrors, long syncErrors) {
        return was(at, true, worker, applyErrors, syncErrors);
    }

    Subscribing was(Instant at, boolean on, @Nullable Integer worker, long applyErrors, long syncErrors) {
        history = history.with(new Change(at, on, worker, applyErrors, syncErrors));
        counters = new SubscriptionCounters(applyErrors, syncErrors, Map.of(), null);
        return this;
    }

    /** The same before PostgreSQL 15, which counts nothing. */
    Subscribing wasUncounted(Instant at, @Nullable Integer worker) {
        history = history.with(new Change(at, true, worker, null, null));
        return this;
    }

    Subscribing copy(String table, TableState state, @Nullable Long bytes) {
        copies.add(new TableCopy(
                new Oid(20_000L + copies.size()),
                new TableName("public", table),
                state,
                bytes,
                null,
                state == TableState.COPYING ? 90 + copies.size() : null));
        return this;
    }

    Subscribing copied(CopyHistory soFar) {
        copied = soFar;
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
                publications.stream().map(PublicationName::new).toList(),
                database == null ? null : new PublisherAddress(endpoints, database, null),
                options,
                working ? new ApplyWorker(pid, latestEnd, latestEnd, heard, null, blocked) : null,
                new TableStates(tables),
                copies,
                copied,
                counters,
                skip,
                history);
    }
}

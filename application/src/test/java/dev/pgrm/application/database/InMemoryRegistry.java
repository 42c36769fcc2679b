package dev.pgrm.application.database;

import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.server.Server;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.topology.Registered;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A registry for tests of what is built on one; its server ids are remembered by address. Lends no placeholder's id. */
public final class InMemoryRegistry implements Registry {
    private final Map<Endpoint, ServerId> servers = new HashMap<>();
    private final Map<DatabaseId, Database> databases = new HashMap<>();
    private boolean unavailable;

    /** From now on, what is registered cannot be read. */
    public synchronized void unavailable() {
        unavailable = true;
    }

    @Override
    public synchronized Registered all() {
        if (unavailable) {
            throw new StoreUnavailable("switched off by a test");
        }
        List<Server> inUse = databases.values().stream()
                .map(database -> new Server(database.serverId(), database.spec().endpoint()))
                .distinct()
                .toList();
        return new Registered(inUse, List.copyOf(databases.values()));
    }

    @Override
    public synchronized @Nullable Database find(DatabaseId id) {
        return databases.get(id);
    }

    @Override
    public synchronized Database add(DatabaseSpec spec, Keeper keeper, String actor, Instant now) {
        var id = new DatabaseId(UUID.randomUUID());
        return kept(new Database(id, serverAt(spec), spec, keeper, 0, now, actor, now, actor));
    }

    @Override
    public synchronized Database change(
            DatabaseId id, long version, DatabaseSpec spec, Keeper keeper, String actor, Instant now) {
        Database before = current(id, version);
        return kept(new Database(
                id, serverAt(spec), spec, keeper, version + 1, before.createdAt(), before.createdBy(), now, actor));
    }

    @Override
    public synchronized void remove(DatabaseId id, long version) {
        databases.remove(current(id, version).id());
    }

    private ServerId serverAt(DatabaseSpec spec) {
        return servers.computeIfAbsent(spec.endpoint(), endpoint -> new ServerId(UUID.randomUUID()));
    }

    private Database current(DatabaseId id, long version) {
        Database database = databases.get(id);
        if (database == null || database.version() != version) {
            throw new VersionConflict(id);
        }
        return database;
    }

    private Database kept(Database database) {
        boolean taken = databases.values().stream()
                .anyMatch(other ->
                        other.name().equals(database.name()) && !other.id().equals(database.id()));
        if (taken) {
            throw new NameTaken(database.name());
        }
        databases.put(database.id(), database);
        return database;
    }
}

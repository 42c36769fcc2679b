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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    public synchronized Page page(Search search) {
        List<Database> found = databases.values().stream()
                .filter(database -> isSo(search, database))
                .sorted(Comparator.comparing(Database::name))
                .toList();
        List<Database> items = found.stream().limit(search.limit()).toList();
        return new Page(items, items.size() < found.size() ? items.getLast().name() : null);
    }

    private static boolean isSo(Search search, Database database) {
        DatabaseSpec spec = database.spec();
        return (search.after() == null || spec.name().compareTo(search.after()) > 0)
                && (search.name() == null || search.name().equals(spec.name()))
                && (search.environment() == null || search.environment().equals(spec.environment()))
                && (search.provider() == null || search.provider() == spec.provider())
                && (search.role() == null || search.role() == spec.role())
                && (search.keeper() == null || search.keeper() == database.keeper())
                && spec.tags().entrySet().containsAll(search.tags().entrySet())
                && (search.text() == null || holds(spec, search.text()));
    }

    private static boolean holds(DatabaseSpec spec, String text) {
        String all = Stream.of(
                        Stream.of(spec.name(), spec.database(), spec.environment(), spec.notes()),
                        spec.hosts().all().stream().map(Endpoint::host),
                        spec.tags().entrySet().stream().map(tag -> tag.getKey() + ":" + tag.getValue()))
                .flatMap(Function.identity())
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
        return all.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
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

package dev.pgrm.store;

import dev.pgrm.application.database.Registry;
import dev.pgrm.application.database.Search;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.topology.Registered;
import dev.pgrm.store.PostgresTransactions.Table;
import io.micronaut.data.exceptions.OptimisticLockException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Changes go one at a time: they are rare, and so no server is removed by one while another adds a database to it.
 */
@Singleton
final class PostgresRegistry implements Registry {
    private static final String UNIQUE_NAME = "registered_database_name_unique";

    private final DatabaseRows databases;
    private final ServerRows servers;
    private final KeptConnectionRows kept;
    private final LentIds ids;
    private final PostgresTransactions transactions;

    PostgresRegistry(
            DatabaseRows databases,
            ServerRows servers,
            KeptConnectionRows kept,
            LentIds ids,
            PostgresTransactions transactions) {
        this.databases = databases;
        this.servers = servers;
        this.kept = kept;
        this.ids = ids;
        this.transactions = transactions;
    }

    /** One statement, so that servers and databases are of one moment. */
    @Override
    public Registered all() {
        List<DatabaseRow> rows = transactions.within(databases::findAllOrderByName);
        return new Registered(
                rows.stream().map(row -> row.server().server()).distinct().toList(),
                rows.stream().map(DatabaseRow::registered).toList(),
                transactions.within(kept::all).stream()
                        .map(each -> each.connection().holder())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** One row more than is handed out tells whether there is another page. */
    @Override
    public Page page(Search search) {
        List<Database> found = transactions
                .within(() -> databases.find(
                        search.text(),
                        search.name(),
                        search.environment(),
                        word(search.provider()),
                        word(search.role()),
                        word(search.keeper()),
                        search.tags(),
                        search.after(),
                        search.limit() + 1))
                .stream()
                .map(DatabaseRow::registered)
                .toList();
        List<Database> items = found.subList(0, Math.min(found.size(), search.limit()));
        return new Page(items, items.size() < found.size() ? items.getLast().name() : null);
    }

    private static @Nullable String word(@Nullable Enum<?> choice) {
        return choice == null ? null : choice.name();
    }

    @Override
    public @Nullable Database find(DatabaseId id) {
        return transactions
                .within(() -> databases.findById(id.value()))
                .map(DatabaseRow::registered)
                .orElse(null);
    }

    @Override
    public Database add(DatabaseSpec spec, Keeper keeper, String actor, Instant now) {
        return named(spec, () -> {
            ServerRow server = serverAt(spec, now);
            var row = DatabaseRow.of(
                    ids.forDatabase(server, spec.database(), now),
                    server,
                    spec,
                    keeper,
                    DatabaseRow.Stamp.first(actor, now));
            return databases.save(row).registered();
        });
    }

    @Override
    public Database change(DatabaseId id, long version, DatabaseSpec spec, Keeper keeper, String actor, Instant now) {
        return named(spec, () -> {
            DatabaseRow before = databases
                    .findById(id.value())
                    .filter(row -> row.version() == version)
                    .orElseThrow(() -> new VersionConflict(id));
            ServerRow server = serverAt(spec, now);
            DatabaseRow after = updated(
                    id,
                    DatabaseRow.of(
                            id.value(), server, spec, keeper, before.stamp().changed(actor, now)));
            moved(before, after, now);
            return after.registered();
        });
    }

    @Override
    public void remove(DatabaseId id, long version) {
        transactions.alone(Table.SERVER, () -> {
            DatabaseRow row = databases.findById(id.value()).orElseThrow(() -> new VersionConflict(id));
            if (databases.delete(id.value(), version) == 0) {
                throw new VersionConflict(id);
            }
            return servers.deleteIfEmpty(row.server().id());
        });
    }

    private ServerRow serverAt(DatabaseSpec spec, Instant now) {
        return servers.findByHostAndPort(spec.endpoint().host(), spec.endpoint().port())
                .orElseGet(() -> servers.save(ServerRow.of(ids.forServer(spec.endpoint(), now), spec.endpoint())));
    }

    private DatabaseRow updated(DatabaseId id, DatabaseRow row) {
        try {
            return databases.update(row);
        } catch (OptimisticLockException e) {
            throw new VersionConflict(id);
        }
    }

    /** A database that went elsewhere takes its id along: what stands at the old address from now on is something else. */
    private void moved(DatabaseRow before, DatabaseRow after, Instant now) {
        boolean sameServer = before.server().id().equals(after.server().id());
        if (sameServer && before.database().equals(after.database())) {
            return;
        }
        ids.databaseMoved(after, now);
        if (!sameServer) {
            servers.deleteIfEmpty(before.server().id());
        }
    }

    /** The constraint decides who has a name, since a name may also be taken by other means than this class. */
    private Database named(DatabaseSpec spec, Supplier<Database> work) {
        try {
            return transactions.alone(Table.SERVER, work);
        } catch (RuntimeException e) {
            if (UNIQUE_NAME.equals(StoreFailure.constraint(e))) {
                throw new NameTaken(spec.name());
            }
            throw e;
        }
    }
}

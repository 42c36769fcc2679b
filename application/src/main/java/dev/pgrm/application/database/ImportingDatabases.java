package dev.pgrm.application.database;

import dev.pgrm.application.Transactions;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Actor.Role;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.audit.Audit;
import dev.pgrm.application.database.Registry.NameTaken;
import dev.pgrm.application.database.Registry.VersionConflict;
import dev.pgrm.application.event.RegistryEvents;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.Keeper;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Databases by the list: all of it or nothing, and doing it again changes nothing. */
public final class ImportingDatabases {
    /** As whom the file of databases changes the registry. */
    static final Actor FILE = new Actor("databases-file", Set.of(Role.ADMIN));

    private static final int MOST_ATTEMPTS = 4;

    private final Registry registry;
    private final Transactions transactions;
    private final Authorization authorization;
    private final RegistryEvents events;
    private final Bookkeeping books;

    public ImportingDatabases(
            Registry registry,
            Transactions transactions,
            Authorization authorization,
            Audit audit,
            RegistryEvents events,
            Clock clock) {
        this.registry = registry;
        this.transactions = transactions;
        this.authorization = authorization;
        this.events = events;
        this.books = new Bookkeeping(registry, audit, clock);
    }

    /** All that is registered, by name. */
    public List<DatabaseSpec> export(Actor actor) {
        authorization.require(actor, Act.SEE);
        return registry.all().databases().stream()
                .map(Database::spec)
                .sorted(Comparator.comparing(DatabaseSpec::name))
                .toList();
    }

    /** What {@link #take} would do now. */
    public ImportReport preview(Actor actor, List<ListedDatabase> rows) {
        authorization.require(actor, Act.CHANGE_REGISTRY);
        return ImportPlan.of(rows, registry.all().databases(), Keeper.PEOPLE).report();
    }

    /** Adds and replaces what is listed, and leaves all else alone. */
    public ImportReport take(Actor actor, List<ListedDatabase> rows) {
        authorization.require(actor, Act.CHANGE_REGISTRY);
        return inStep(actor, rows, Keeper.PEOPLE);
    }

    /** Makes the registry hold what the file lists, and no longer what it listed before. */
    public ImportReport follow(List<ListedDatabase> file) {
        return inStep(FILE, file, Keeper.FILE);
    }

    /** Whoever was overtaken looks again: what the other one did is then as it should be, or in the way for good. */
    private ImportReport inStep(Actor actor, List<ListedDatabase> rows, Keeper keeper) {
        int attempt = 1;
        while (true) {
            try {
                return once(actor, rows, keeper);
            } catch (NameTaken | VersionConflict e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
                attempt++;
            }
        }
    }

    private ImportReport once(Actor actor, List<ListedDatabase> rows, Keeper keeper) {
        ImportPlan plan = transactions.within(() -> {
            var made = ImportPlan.of(rows, registry.all().databases(), keeper);
            if (made.acceptable() && made.changesSomething()) {
                carryOut(made, actor, keeper);
            }
            return made;
        });
        if (plan.acceptable() && plan.changesSomething()) {
            events.registryChanged();
        }
        return plan.report();
    }

    private void carryOut(ImportPlan plan, Actor actor, Keeper keeper) {
        plan.removed.forEach(database -> books.remove(actor, database, database.version()));
        plan.changed.forEach(
                change -> books.change(actor, change.before(), change.before().version(), change.after(), keeper));
        plan.added.forEach(spec -> books.add(actor, spec, keeper));
        books.note(
                actor,
                "databases.imported",
                "registry",
                Map.of(
                        "added", String.valueOf(plan.added.size()),
                        "changed", String.valueOf(plan.changed.size()),
                        "removed", String.valueOf(plan.removed.size())));
    }
}

package dev.pgrm.application.database;

import dev.pgrm.application.Transactions;
import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.audit.Audit;
import dev.pgrm.application.event.RegistryEvents;
import dev.pgrm.domain.Violation;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseDraft;
import dev.pgrm.domain.database.DatabaseDraft.Checked;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.Keeper;
import dev.pgrm.domain.topology.Registered;
import java.time.Clock;
import java.util.List;

/** Registering, changing and removing databases. */
public final class Registration {
    private final Registry registry;
    private final Transactions transactions;
    private final Authorization authorization;
    private final RegistryEvents events;
    private final Bookkeeping books;

    public Registration(
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

    /** Nothing was written, for these reasons. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<Violation> violations;

        public Refused(List<Violation> violations) {
            super(
                    violations.size() == 1
                            ? "1 field needs another value"
                            : violations.size() + " fields need another value");
            this.violations = List.copyOf(violations);
        }

        public List<Violation> violations() {
            return violations;
        }
    }

    /** There is no such database. */
    public static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unknown(DatabaseId id) {
            super("No database is registered under the id " + id);
        }
    }

    /** What the file keeps is changed there. */
    public static final class KeptByFile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        KeptByFile(Database database) {
            super("'" + database.name() + "' is kept by the file of databases, PGRM_DATABASES_FILE");
        }
    }

    public Registry.Page page(Actor actor, Search search) {
        authorization.require(actor, Act.SEE);
        return registry.page(search);
    }

    public Registered list(Actor actor) {
        authorization.require(actor, Act.SEE);
        return registry.all();
    }

    public Database get(Actor actor, DatabaseId id) {
        authorization.require(actor, Act.SEE);
        Database database = registry.find(id);
        if (database == null) {
            throw new Unknown(id);
        }
        return database;
    }

    public Database register(Actor actor, DatabaseDraft draft) {
        authorization.require(actor, Act.CHANGE_REGISTRY);
        DatabaseSpec spec = accepted(draft);
        Database added = transactions.within(() -> books.add(actor, spec, Keeper.PEOPLE));
        events.registryChanged();
        return added;
    }

    /** What only describes a database may be changed by whoever operates it; all else leads secrets somewhere. */
    public Database change(Actor actor, DatabaseId id, long version, DatabaseDraft draft) {
        authorization.require(actor, Act.DESCRIBE);
        Database changed = transactions.within(() -> {
            Database before = keptByPeople(actor, id);
            DatabaseSpec spec = accepted(draft);
            if (!before.spec().differsOnlyInDescription(spec)) {
                authorization.require(actor, Act.CHANGE_REGISTRY);
            }
            return books.change(actor, before, version, spec, Keeper.PEOPLE);
        });
        events.registryChanged();
        return changed;
    }

    /** @param version the one that was looked at */
    public void remove(Actor actor, DatabaseId id, long version) {
        authorization.require(actor, Act.CHANGE_REGISTRY);
        transactions.within(() -> {
            Database before = keptByPeople(actor, id);
            books.remove(actor, before, version);
            return before;
        });
        events.registryChanged();
    }

    /** One that is about to be removed, told apart from those that nobody may remove here. */
    public Database removable(Actor actor, DatabaseId id) {
        authorization.require(actor, Act.CHANGE_REGISTRY);
        return keptByPeople(actor, id);
    }

    private Database keptByPeople(Actor actor, DatabaseId id) {
        Database database = get(actor, id);
        if (database.keeper() == Keeper.FILE) {
            throw new KeptByFile(database);
        }
        return database;
    }

    /** What a draft amounts to when nothing is wrong with it. */
    public static DatabaseSpec accepted(DatabaseDraft draft) {
        return switch (draft.check()) {
            case Checked.Accepted(var spec) -> spec;
            case Checked.Refused(var violations) -> throw new Refused(violations);
        };
    }
}

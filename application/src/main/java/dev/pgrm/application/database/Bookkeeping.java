package dev.pgrm.application.database;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.audit.Audit;
import dev.pgrm.application.audit.AuditEntry;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.Keeper;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** Changes of the registry, each with its entry in the audit. Whoever calls it brings the transaction. */
final class Bookkeeping {
    private final Registry registry;
    private final Audit audit;
    private final Clock clock;

    Bookkeeping(Registry registry, Audit audit, Clock clock) {
        this.registry = registry;
        this.audit = audit;
        this.clock = clock;
    }

    Database add(Actor actor, DatabaseSpec spec, Keeper keeper) {
        Database added = registry.add(spec, keeper, actor.name(), now());
        note(actor, "database.created", added.id().toString(), Described.inFull(spec));
        return added;
    }

    /** @param version the one that the change was made against */
    Database change(Actor actor, Database before, long version, DatabaseSpec spec, Keeper keeper) {
        Database changed = registry.change(before.id(), version, spec, keeper, actor.name(), now());
        var details = new TreeMap<>(Described.differences(before.spec(), spec));
        if (before.keeper() != keeper) {
            details.put("keeper", Words.of(before.keeper()) + " -> " + Words.of(keeper));
        }
        note(actor, "database.changed", before.id().toString(), details);
        return changed;
    }

    void remove(Actor actor, Database before, long version) {
        registry.remove(before.id(), version);
        note(actor, "database.removed", before.id().toString(), Described.inFull(before.spec()));
    }

    void note(Actor actor, String act, String subject, Map<String, String> details) {
        audit.record(new AuditEntry(now(), actor.name(), act, subject, details));
    }

    /** To the microsecond, which is what the store keeps: what is returned now equals what is read later. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

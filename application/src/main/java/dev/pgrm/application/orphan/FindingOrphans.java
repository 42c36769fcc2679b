package dev.pgrm.application.orphan;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.operation.Journal;
import dev.pgrm.application.operation.Journal.Search;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.operation.Operation;
import dev.pgrm.domain.operation.OperationStatus;
import dev.pgrm.domain.orphan.KnownOrphan;
import dev.pgrm.domain.orphan.Provenance;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.stream.RemoveLeftover;
import dev.pgrm.domain.stream.RemoveStream;
import dev.pgrm.domain.topology.Chart;
import dev.pgrm.domain.topology.Orphan;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What no stream uses, and where it came from as far as our own operations tell. */
public final class FindingOrphans {
    private static final int MOST = 1_000;
    private static final Comparator<Operation> NEWEST_FIRST = Comparator.comparing(Operation::requestedAt)
            .thenComparing(Operation::id)
            .reversed();

    private final LiveTopology topology;
    private final Journal journal;
    private final Authorization authorization;

    public FindingOrphans(LiveTopology topology, Journal journal, Authorization authorization) {
        this.topology = topology;
        this.journal = journal;
        this.authorization = authorization;
    }

    public List<KnownOrphan> find(Actor actor) {
        authorization.require(actor, Act.SEE);
        return find(topology.chart());
    }

    List<KnownOrphan> find(Chart chart) {
        List<Orphan> orphans = chart.orphans();
        Set<DatabaseId> databases = orphans.stream()
                .flatMap(orphan -> orphan.registrations().stream())
                .collect(Collectors.toSet());
        List<Operation> operations = databases.isEmpty() ? List.of() : concerning(databases);
        return orphans.stream()
                .map(orphan -> new KnownOrphan(orphan, Provenance.of(orphan, operations)))
                .toList();
    }

    /** Removals of streams are looked for everywhere: one that could not reach the source had nothing to do there. */
    private List<Operation> concerning(Set<DatabaseId> databases) {
        var found = new LinkedHashMap<Object, Operation>();
        add(found, null, RemoveStream.KIND);
        for (DatabaseId database : databases) {
            String subject = "database:" + database;
            add(found, subject, CreateStream.KIND);
            add(found, subject, RemoveLeftover.kindOf(Leftover.SLOT));
            add(found, subject, RemoveLeftover.kindOf(Leftover.PUBLICATION));
        }
        return found.values().stream().sorted(NEWEST_FIRST).toList();
    }

    private void add(Map<Object, Operation> found, @Nullable String subject, String kind) {
        journal.search(new Search(subject, kind, OperationStatus.SUCCEEDED, null, MOST))
                .forEach(operation -> found.put(operation.id(), operation));
    }
}

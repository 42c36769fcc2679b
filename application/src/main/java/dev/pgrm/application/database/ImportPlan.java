package dev.pgrm.application.database;

import dev.pgrm.application.database.ImportReport.RefusedRow;
import dev.pgrm.domain.Violation;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseDraft.Checked;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.Keeper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What it takes to bring the registry in step with a list. Rows and databases meet by name. */
final class ImportPlan {
    final List<DatabaseSpec> added = new ArrayList<>();
    final List<Change> changed = new ArrayList<>();
    final List<Database> removed = new ArrayList<>();
    private final List<String> unchanged = new ArrayList<>();
    private final List<RefusedRow> refused = new ArrayList<>();

    private final Keeper keeper;
    private final Map<String, Database> registered = new HashMap<>();
    private final Map<String, Integer> listed = new HashMap<>();

    record Change(Database before, DatabaseSpec after) {}

    private ImportPlan(Collection<Database> registered, Keeper keeper) {
        this.keeper = keeper;
        registered.forEach(database -> this.registered.put(database.name(), database));
    }

    /** @param keeper who brings the list; the file is whole, so what it kept and does not name goes */
    static ImportPlan of(List<ListedDatabase> rows, Collection<Database> registered, Keeper keeper) {
        var plan = new ImportPlan(registered, keeper);
        rows.forEach(plan::take);
        if (keeper == Keeper.FILE) {
            registered.stream()
                    .filter(database -> database.keeper() == Keeper.FILE && !plan.listed.containsKey(database.name()))
                    .forEach(plan.removed::add);
        }
        return plan;
    }

    private void take(ListedDatabase row) {
        var violations = new ArrayList<>(row.violations());
        String name = row.draft().name();
        Integer earlier = name == null ? null : listed.putIfAbsent(name, row.row());
        if (earlier != null) {
            violations.add(new Violation("name", "is that of row " + earlier + ", too"));
        }
        switch (row.draft().check()) {
            case Checked.Refused(var more) -> violations.addAll(unsaid(more, violations));
            case Checked.Accepted(var spec) -> {
                if (violations.isEmpty()) {
                    place(spec, row);
                }
            }
        }
        if (!violations.isEmpty()) {
            refused.add(new RefusedRow(name, row.row(), violations));
        }
    }

    /** What could not even be read is missing, too, and nobody needs to hear that. */
    private static List<Violation> unsaid(List<Violation> more, List<Violation> said) {
        return more.stream()
                .filter(violation ->
                        said.stream().noneMatch(other -> other.field().equals(violation.field())))
                .toList();
    }

    private void place(DatabaseSpec spec, ListedDatabase row) {
        Database before = registered.get(spec.name());
        if (before == null) {
            added.add(spec);
        } else if (before.spec().equals(spec) && (before.keeper() == keeper || keeper == Keeper.PEOPLE)) {
            unchanged.add(spec.name());
        } else if (before.keeper() == Keeper.FILE && keeper == Keeper.PEOPLE) {
            refused.add(new RefusedRow(
                    spec.name(),
                    row.row(),
                    List.of(new Violation("name", "is kept by the file of databases, PGRM_DATABASES_FILE"))));
        } else {
            changed.add(new Change(before, spec));
        }
    }

    boolean acceptable() {
        return refused.isEmpty();
    }

    boolean changesSomething() {
        return !added.isEmpty() || !changed.isEmpty() || !removed.isEmpty();
    }

    ImportReport report() {
        var differences = new TreeMap<String, Map<String, String>>();
        changed.forEach(change -> differences.put(
                change.before().name(), Described.differences(change.before().spec(), change.after())));
        return new ImportReport(
                added.stream().map(DatabaseSpec::name).toList(),
                changed.stream().map(change -> change.before().name()).toList(),
                unchanged,
                removed.stream().map(Database::name).toList(),
                refused,
                differences);
    }
}

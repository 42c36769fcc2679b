package dev.pgrm.domain.preflight;

import dev.pgrm.domain.postgres.TableName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A relation of the target into which changes would come.
 *
 * @param ownable our role may act as its owner
 * @param writable our role may itself do to it what changes do
 * @param refusesOwner policies stand against its owner
 * @param refusesUs policies stand against our role
 * @param holdsRows as far as can be seen
 * @param key columns of its replica identity, or else of its primary key; none without both
 * @param triggers that fire for what replication brings
 */
public record TargetTable(
        TableName name,
        RelationKind kind,
        String owner,
        boolean ownable,
        boolean writable,
        boolean refusesOwner,
        boolean refusesUs,
        boolean holdsRows,
        boolean unique,
        @Nullable List<String> key,
        List<String> triggers,
        List<Column> columns) {

    public TargetTable {
        key = key == null ? null : List.copyOf(key);
        triggers = List.copyOf(triggers);
        columns = List.copyOf(columns);
    }

    public TargetTable holdingRows(boolean holds) {
        return new TargetTable(
                name, kind, owner, ownable, writable, refusesOwner, refusesUs, holds, unique, key, triggers, columns);
    }

    @Nullable
    Column column(String wanted) {
        return columns.stream()
                .filter(column -> column.name().equals(wanted))
                .findFirst()
                .orElse(null);
    }
}

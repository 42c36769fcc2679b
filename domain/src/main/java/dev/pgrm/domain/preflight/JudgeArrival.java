package dev.pgrm.domain.preflight;

import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.CreateStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Whether what is published can arrive in the target's tables. */
final class JudgeArrival {
    private final CreateStream work;
    private final SourceFacts source;
    private final EndFacts end;
    private final Findings findings;

    private JudgeArrival(CreateStream work, SourceFacts source, EndFacts end, Findings findings) {
        this.work = work;
        this.source = source;
        this.end = end;
        this.findings = findings;
    }

    static void of(CreateStream work, SourceFacts source, TargetFacts target, Findings findings) {
        var judge = new JudgeArrival(work, source, target.end(), findings);
        Map<TableName, TargetTable> there =
                target.tables().stream().collect(Collectors.toMap(TargetTable::name, Function.identity()));
        for (SourceTable table : source.tables()) {
            TargetTable arrival = there.get(table.name());
            if (table.published() && arrival == null) {
                judge.missing(table);
            } else if (table.published() && arrival != null) {
                judge.present(table, arrival);
            } else if (table.kind() == RelationKind.PARTITIONED
                    && arrival != null
                    && arrival.kind() != RelationKind.PARTITIONED) {
                judge.undivided(table);
            }
        }
    }

    private void missing(SourceTable table) {
        if (work.createsTables()) {
            findings.note(
                    "target_table_missing",
                    table.name().toString(),
                    "There is no table " + table.name() + " on " + end.name() + ": it is created there");
            return;
        }
        findings.blocker(
                "target_table_missing",
                table.name().toString(),
                "There is no table " + table.name() + " on " + end.name()
                        + ": create it there first, with its indexes and defaults",
                table.columns().stream().anyMatch(Column::generated) ? null : end.run(NewTable.like(table)));
    }

    private void undivided(SourceTable table) {
        findings.warning(
                "partitions_apart",
                table.name().toString(),
                table.name()
                        + " is partitioned on the source only: its changes carry the names of its partitions, unless"
                        + " they are published by way of their root (publish_via_partition_root)",
                null);
    }

    private void present(SourceTable table, TargetTable arrival) {
        String name = table.name().toString();
        if (!arrival.kind().writable()) {
            findings.blocker(
                    "target_not_table",
                    name,
                    name + " is " + arrival.kind().words() + " on " + end.name() + ", where no changes can arrive",
                    null);
            return;
        }
        JudgeColumns.of(work, table, arrival, end, findings);
        rights(arrival, name);
        key(table, arrival, name);
        rows(arrival, name);
        for (String trigger : arrival.triggers()) {
            findings.warning(
                    "trigger_fires",
                    name,
                    "The trigger " + trigger + " of " + name + " on " + end.name()
                            + " fires for what replication brings as well, so that what it does may be done twice",
                    end.run("alter table " + Quoted.table(arrival.name()) + " enable trigger "
                            + Quoted.identifier(trigger)));
        }
    }

    /** As whom changes are applied: since 16 as the table's owner, unless as the owner of the subscription. */
    private void rights(TargetTable arrival, String name) {
        boolean asOwner = end.version().atLeast(16)
                && !Boolean.TRUE.equals(work.subscription().options().runAsOwner());
        String actor = asOwner ? arrival.owner() : end.role();
        if (asOwner ? arrival.refusesOwner() : arrival.refusesUs()) {
            findings.blocker(
                    "target_row_security",
                    name,
                    "Row-level security of " + name + " on " + end.name() + " holds for " + actor
                            + ", as whom changes are applied, and stops them",
                    end.run("alter role " + Quoted.identifier(actor) + " bypassrls"));
        }
        if (asOwner && !arrival.ownable()) {
            findings.blocker(
                    "apply_right_missing",
                    name,
                    "Changes of " + name + " are applied as its owner " + arrival.owner() + ", and " + end.role()
                            + " may not act as that role on " + end.name(),
                    end.grant(Quoted.identifier(arrival.owner()), end.role()));
        }
        if (!asOwner && !arrival.writable()) {
            findings.blocker(
                    "apply_right_missing",
                    name,
                    end.role() + " may not write to " + name + " on " + end.name(),
                    end.grant(
                            "select, insert, update, delete, truncate on " + Quoted.table(arrival.name()), end.role()));
        }
    }

    /** The target finds rows by a key of its own, which must be sent. */
    private void key(SourceTable table, TargetTable arrival, String name) {
        List<String> sent = table.key();
        if (sent == null || table.wholeRow() || !JudgeIdentity.published(work, source)) {
            return;
        }
        if (arrival.key() == null) {
            findings.blocker(
                    "target_key_missing",
                    name,
                    name + " has no primary key on " + end.name() + ", by which rows to update or delete are found",
                    end.run("alter table " + Quoted.table(arrival.name()) + " add primary key (" + NewTable.names(sent)
                            + ")"));
        } else if (!sent.containsAll(arrival.key())) {
            findings.blocker(
                    "target_key_differs",
                    name,
                    name + " is keyed by " + String.join(", ", arrival.key()) + " on " + end.name()
                            + ", while updates and deletes tell " + String.join(", ", sent) + " alone",
                    null);
        }
    }

    private void rows(TargetTable arrival, String name) {
        if (!arrival.holdsRows() || !work.subscription().copyData()) {
            return;
        }
        String fix = end.run("truncate table " + Quoted.table(arrival.name()));
        if (arrival.unique()) {
            findings.blocker(
                    "target_not_empty",
                    name,
                    name + " on " + end.name() + " holds rows: the copy begins anew for ever at the first that is there"
                            + " already. Do not copy, or empty it if its rows are not needed",
                    fix);
        } else {
            findings.warning(
                    "target_not_empty",
                    name,
                    name + " on " + end.name()
                            + " holds rows: what is copied comes on top of them. Do not copy, or empty"
                            + " it if its rows are not needed",
                    fix);
        }
    }
}

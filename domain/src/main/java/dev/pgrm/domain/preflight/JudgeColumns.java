package dev.pgrm.domain.preflight;

import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.stream.CreateStream;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the columns of a table fit those it gets its rows from. */
final class JudgeColumns {
    private JudgeColumns() {}

    static void of(CreateStream work, SourceTable table, TargetTable arrival, EndFacts end, Findings findings) {
        boolean binary = Boolean.TRUE.equals(work.subscription().options().binary());
        Set<String> sent = table.sent().stream().map(Column::name).collect(Collectors.toSet());
        for (Column column : table.sent()) {
            Column there = arrival.column(column.name());
            if (there == null) {
                missing(table, column, end, findings);
            } else if (there.generated()) {
                generated(table, column, end, findings);
            } else if (!there.type().equals(column.type())) {
                differs(table, column, there, end, binary, findings);
            }
        }
        for (Column there : arrival.columns()) {
            own(table, there, sent.contains(there.name()), end, findings);
        }
    }

    private static void missing(SourceTable table, Column column, EndFacts end, Findings findings) {
        findings.blocker(
                "column_missing",
                of(table, column),
                table.name() + " has no column " + column.name() + " on " + end.name()
                        + ", so its changes cannot be applied",
                end.run("alter table " + Quoted.table(table.name()) + " add column " + Quoted.identifier(column.name())
                        + " " + column.type()));
    }

    private static void generated(SourceTable table, Column column, EndFacts end, Findings findings) {
        findings.blocker(
                "column_generated",
                of(table, column),
                "The column " + column.name() + " of " + table.name() + " is generated on " + end.name()
                        + ", where values from the source cannot be put",
                end.run("alter table " + Quoted.table(table.name()) + " alter column "
                        + Quoted.identifier(column.name()) + " drop expression"));
    }

    private static void differs(
            SourceTable table, Column column, Column there, EndFacts end, boolean binary, Findings findings) {
        String words = "The column " + column.name() + " of " + table.name() + " is " + column.type()
                + " on the source and " + there.type() + " on " + end.name();
        String fix = end.run("alter table " + Quoted.table(table.name()) + " alter column "
                + Quoted.identifier(column.name()) + " type " + column.type());
        if (binary) {
            findings.blocker(
                    "column_type_differs",
                    of(table, column),
                    words + ": values in binary form go from a type to the same type alone",
                    fix);
        } else {
            findings.warning(
                    "column_type_differs",
                    of(table, column),
                    words + ": the stream stops at the first value that does not fit",
                    fix);
        }
    }

    private static void own(SourceTable table, Column there, boolean sent, EndFacts end, Findings findings) {
        if (!sent && there.required() && !there.filled() && !there.generated()) {
            findings.blocker(
                    "column_required",
                    of(table, there),
                    "The column " + there.name() + " of " + table.name() + " on " + end.name()
                            + " is not sent, must not be null and has no default, so no row can be put there",
                    end.run("alter table " + Quoted.table(table.name()) + " alter column "
                            + Quoted.identifier(there.name()) + " drop not null"));
        }
        if (sent && there.identityAlways()) {
            findings.note(
                    "column_identity_always",
                    of(table, there),
                    "The column " + there.name() + " of " + table.name() + " numbers itself on " + end.name()
                            + " (generated always): replication brings its values, and its sequence stays behind them");
        }
    }

    private static String of(SourceTable table, Column column) {
        return table.name() + "." + column.name();
    }
}

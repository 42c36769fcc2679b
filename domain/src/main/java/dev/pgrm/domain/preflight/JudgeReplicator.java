package dev.pgrm.domain.preflight;

import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.preflight.SourceFacts.Replicator;
import dev.pgrm.domain.stream.CreateStream;
import java.util.LinkedHashSet;

/** Whether the account as which the target's server signs in to the source may do what it must. */
final class JudgeReplicator {
    private JudgeReplicator() {}

    static void of(CreateStream work, SourceFacts source, Findings findings) {
        Replicator account = source.replicator();
        EndFacts end = source.end();
        if (account.refused() != null) {
            findings.blocker(
                    "replication_account_refused",
                    account.role() == null ? end.name() : account.role(),
                    account.refused().message() + ". " + account.refused().remedy(),
                    null);
        }
        if (account.role() == null) {
            return;
        }
        rights(account, end, account.role(), findings);
        if (account.exists() && work.subscription().copyData()) {
            reading(source, account.role(), findings);
        }
    }

    private static void rights(Replicator account, EndFacts end, String role, Findings findings) {
        if (!account.exists()) {
            findings.blocker(
                    "replication_role_missing",
                    role,
                    "There is no role " + role + " on " + end.name() + ", as which the stream would sign in",
                    null);
            return;
        }
        if (!account.signsIn()) {
            findings.blocker(
                    "replication_login_missing",
                    role,
                    role + " may not sign in to " + end.name(),
                    end.run("alter role " + Quoted.identifier(role) + " login"));
        }
        if (!account.replicates()) {
            findings.blocker(
                    "replication_right_missing",
                    role,
                    role + " may not replicate from " + end.name(),
                    end.run(end.service().letReplicate(role)));
        }
        if (!account.connects()) {
            findings.blocker(
                    "replication_connect_missing",
                    role,
                    role + " may not connect to the database " + end.database() + " of " + end.name(),
                    end.grant("connect on database " + Quoted.identifier(end.database()), role));
        }
    }

    private static void reading(SourceFacts source, String role, Findings findings) {
        EndFacts end = source.end();
        var closed = new LinkedHashSet<String>();
        for (SourceTable table : source.tables()) {
            if (!table.published()) {
                continue;
            }
            String name = table.name().toString();
            if (!table.open()) {
                closed.add(table.name().schema());
            }
            if (!table.readable()) {
                findings.blocker(
                        "copy_right_missing",
                        name,
                        role + " may not read " + name + ", so its rows cannot be copied",
                        end.grant("select on " + Quoted.table(table.name()), role));
            }
            if (table.filtered()) {
                findings.blocker(
                        "copy_row_security",
                        name,
                        "Row-level security of " + name + " hides rows from " + role
                                + ": they would be missing from the copy without any error",
                        end.run("alter role " + Quoted.identifier(role) + " bypassrls"));
            }
        }
        closed.forEach(schema -> findings.blocker(
                "copy_schema_closed",
                schema,
                role + " may not use the schema " + schema + " of " + end.name() + ", so its tables cannot be copied",
                end.grant("usage on schema " + Quoted.identifier(schema), role)));
    }
}

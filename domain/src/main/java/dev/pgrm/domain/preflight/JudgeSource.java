package dev.pgrm.domain.preflight;

import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.SettingText;
import dev.pgrm.domain.stream.CreateStream;
import org.jspecify.annotations.Nullable;

/** What the source's server has and lets our role do. */
final class JudgeSource {
    private JudgeSource() {}

    static void of(CreateStream work, SourceFacts source, @Nullable TargetFacts target, Findings findings) {
        EndFacts end = source.end();
        if (end.replication().standby()) {
            findings.blocker(
                    "source_is_standby",
                    end.name(),
                    "The server of " + end.name() + " is a standby, where no publication can be made"
                            + (end.version().atLeast(16) ? "" : " and, before PostgreSQL 16, nothing be decoded")
                            + ". Take its primary as the source",
                    null);
        }
        settings(work, end, target == null ? end.syncWorkers() : target.end().syncWorkers(), findings);
        walKept(work, source, findings);
        waits(source, findings);
        names(work, source, findings);
        if (!end.replication().replicates()) {
            findings.blocker(
                    "slot_right_missing",
                    end.role(),
                    end.role() + " may not create replication slots on " + end.name(),
                    end.run(end.service().letReplicate(end.role())));
        }
    }

    private static void settings(CreateStream work, EndFacts end, int syncWorkers, Findings findings) {
        if (!end.replication().walLevel().equals("logical")) {
            findings.blocker(
                    "wal_level_not_logical",
                    "wal_level",
                    "wal_level of " + end.name() + " is " + end.replication().walLevel()
                            + ", so nothing can be decoded from its WAL: "
                            + end.service().decodingLogically(),
                    end.service() == Service.NONE
                            ? end.run("alter system set wal_level = 'logical'") + " -- then restart the server"
                            : null);
        }
        int wanted = work.subscription().copyData() ? 1 + syncWorkers : 1;
        var places = new Places(end, findings);
        places.judge(
                "replication_slots",
                "replication slots",
                "max_replication_slots",
                end.replication().slots(),
                wanted);
        places.judge(
                "wal_senders",
                "WAL senders",
                "max_wal_senders",
                end.replication().senders(),
                wanted);
    }

    private static void walKept(CreateStream work, SourceFacts source, Findings findings) {
        EndFacts end = source.end();
        Bytes kept = SettingText.size(end.replication().keptWal());
        long copied = work.subscription().copyData() ? Judgement.bytes(source) : 0;
        if (kept == null) {
            findings.note(
                    "slot_wal_unlimited",
                    "max_slot_wal_keep_size",
                    "While the stream stands still, its slot keeps WAL on " + end.name()
                            + " without a limit, until the disk is full (max_slot_wal_keep_size is -1)");
        } else if (kept.count() < copied) {
            findings.warning(
                    "slot_wal_short",
                    "max_slot_wal_keep_size",
                    "max_slot_wal_keep_size of " + end.name() + " is "
                            + end.replication().keptWal() + ", less than the " + new Bytes(copied)
                            + " that are copied: if more WAL than that is written meanwhile, the slot is lost and"
                            + " everything begins anew",
                    null);
        }
    }

    private static void waits(SourceFacts source, Findings findings) {
        for (var each : source.waits()) {
            findings.warning(
                    "long_transaction",
                    "pid " + each.pid(),
                    "A transaction of " + each.user() + " (pid " + each.pid() + ") has been writing for "
                            + each.age().toSeconds() + " s: making the slot waits until it ends",
                    null);
        }
        if (source.prepared() > 0) {
            findings.warning(
                    "prepared_transactions",
                    source.end().name(),
                    source.prepared() + " prepared transactions wait on the server of "
                            + source.end().name()
                            + " (pg_prepared_xacts): making the slot waits until they are committed"
                            + " or rolled back",
                    null);
        }
    }

    private static void names(CreateStream work, SourceFacts source, Findings findings) {
        String publication = work.publication().name().value();
        EndFacts end = source.end();
        if (work.publication().made() && source.publication() != null) {
            findings.blocker(
                    "publication_exists",
                    publication,
                    "There is a publication " + publication + " on " + end.name()
                            + " already: choose another name, or use it as it is",
                    null);
        }
        if (!work.publication().made() && source.publication() == null) {
            findings.blocker(
                    "publication_missing",
                    publication,
                    "There is no publication " + publication + " on " + end.name()
                            + ": name what it shall publish, or create it first",
                    null);
        }
        if (source.slotTaken()) {
            String slot = work.subscription().slot().value();
            findings.blocker(
                    "slot_exists",
                    slot,
                    "There is a replication slot " + slot + " on the server of " + end.name()
                            + " already: choose another name, or drop it if nobody needs it",
                    end.run("select pg_drop_replication_slot(" + Quoted.literal(slot) + ")"));
        }
    }
}

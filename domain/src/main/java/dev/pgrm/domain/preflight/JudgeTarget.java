package dev.pgrm.domain.preflight;

import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.stream.CreateStream;

/** What the target's server has and lets our role do. */
final class JudgeTarget {
    private JudgeTarget() {}

    static void of(CreateStream work, TargetFacts target, Findings findings) {
        EndFacts end = target.end();
        if (end.replication().standby()) {
            findings.blocker(
                    "target_is_standby",
                    end.name(),
                    "The server of " + end.name() + " is a standby, into which nothing can be written. Take its primary"
                            + " as the target",
                    null);
        }
        if (target.taken()) {
            String name = work.subscription().name().value();
            findings.blocker(
                    "subscription_exists",
                    name,
                    "There is a subscription " + name + " on " + end.name() + " already: choose another name",
                    null);
        }
        settings(work, end, findings);
        right(work, end, findings);
    }

    private static void settings(CreateStream work, EndFacts end, Findings findings) {
        int wanted = work.subscription().copyData() ? 1 + end.syncWorkers() : 1;
        var places = new Places(end, findings);
        places.judge(
                "replication_workers",
                "workers of logical replication",
                "max_logical_replication_workers",
                end.replication().workers(),
                wanted);
        places.judge(
                "origins",
                "origins",
                end.version().atLeast(18) ? "max_active_replication_origins" : "max_replication_slots",
                end.replication().origins(),
                wanted);
        int workers = end.replication().workers().size();
        if (end.replication().processes() <= workers) {
            String enough = Integer.toString(workers + 4);
            findings.warning(
                    "worker_processes_short",
                    "max_worker_processes",
                    "max_worker_processes of " + end.name() + " is "
                            + end.replication().processes() + " and does not exceed max_logical_replication_workers ("
                            + workers + "), so that subscriptions and parallel queries compete: "
                            + end.service().restarting("max_worker_processes", enough),
                    null);
        }
        if (Boolean.TRUE.equals(work.subscription().options().twoPhase()) && end.prepared() == 0) {
            findings.blocker(
                    "prepared_transactions_off",
                    "max_prepared_transactions",
                    "two_phase takes prepared transactions, which " + end.name() + " does not allow: "
                            + end.service().restarting("max_prepared_transactions", "10"),
                    end.service() == Service.NONE
                            ? end.run("alter system set max_prepared_transactions = 10") + " -- then restart the server"
                            : null);
        }
    }

    private static void right(CreateStream work, EndFacts end, Findings findings) {
        if (end.superuser()) {
            return;
        }
        boolean may = end.version().atLeast(16)
                ? (end.subscribes() || end.administers()) && end.creates()
                : end.administers();
        if (!may) {
            findings.blocker(
                    "subscription_right_missing",
                    end.role(),
                    end.role() + " may not create subscriptions in the database " + end.database() + " of " + end.name()
                            + (end.version().atLeast(16) ? "" : ": before PostgreSQL 16 only superusers may"),
                    fix(end));
        }
        if (work.way().passfile() != null && end.version().atLeast(16)) {
            findings.blocker(
                    "passfile_refused",
                    end.role(),
                    "PostgreSQL lets superusers alone keep the password in a file, and " + end.role()
                            + " is none: leave the passfile out, so that the connection string holds the password",
                    null);
        }
    }

    private static String fix(EndFacts end) {
        return end.run(
                end.service() == Service.NONE && !end.version().atLeast(16)
                        ? "alter role " + Quoted.identifier(end.role()) + " superuser"
                        : end.service().letSubscribe(end.role(), end.database(), true));
    }
}

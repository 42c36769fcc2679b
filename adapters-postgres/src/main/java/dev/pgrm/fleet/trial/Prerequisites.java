package dev.pgrm.fleet.trial;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.preflight.ReplicationFacts;
import dev.pgrm.domain.preflight.Service;
import dev.pgrm.fleet.poll.Capabilities;
import java.util.ArrayList;
import java.util.List;

/** What a server's settings mean to replication: what keeps it from working, and what is worth knowing. */
final class Prerequisites {
    private Prerequisites() {}

    /** The worst first. Whoever only publishes can do without workers, which only subscribers have. */
    static List<Trouble> missing(ReplicationFacts facts, DeclaredRole declared) {
        var troubles = new ArrayList<Trouble>();
        Service service = facts.service();
        if (!facts.walLevel().equals("logical")) {
            troubles.add(new Trouble(
                    "wal_level_not_logical",
                    "wal_level is " + facts.walLevel() + ", so the server cannot publish by logical replication",
                    service.decodingLogically()));
        }
        if (facts.slots().isFull()) {
            String idle =
                    facts.idleSlots().isEmpty() ? "" : "; or drop those that nobody needs of: " + facts.idleSlots();
            troubles.add(new Trouble(
                    "replication_slots_exhausted",
                    "All " + facts.slots().size() + " replication slots are taken",
                    raise(service, "max_replication_slots", facts.slots().taken()) + idle));
        }
        if (facts.senders().isFull()) {
            troubles.add(new Trouble(
                    "wal_senders_exhausted",
                    "All " + facts.senders().size() + " WAL senders are taken",
                    raise(service, "max_wal_senders", facts.senders().taken())));
        }
        if (declared == DeclaredRole.REPLICA && facts.workers().isFull()) {
            troubles.add(new Trouble(
                    "replication_workers_exhausted",
                    "All " + facts.workers().size() + " workers of logical replication are taken, so that a new"
                            + " subscription would wait for one",
                    raise(
                                    service,
                                    "max_logical_replication_workers",
                                    facts.workers().taken()) + "; max_worker_processes must exceed it"));
        }
        return troubles;
    }

    private static String raise(Service service, String setting, int taken) {
        return service.restarting(setting, Integer.toString(Math.max(10, 2 * taken)));
    }

    static List<String> told(ReplicationFacts facts, Capabilities capabilities) {
        var told = new ArrayList<String>();
        told.add("slots: " + facts.slots() + "; WAL senders: " + facts.senders() + "; workers of subscriptions: "
                + facts.workers() + "; origins of subscriptions: " + facts.origins());
        if (facts.processes() <= facts.workers().size()) {
            told.add("max_worker_processes (" + facts.processes() + ") should exceed max_logical_replication_workers ("
                    + facts.workers().size() + "), or parallel queries and subscriptions compete");
        }
        if (facts.keptWal() == null || facts.keptWal().equals("-1")) {
            told.add("a slot that is left behind may keep WAL until the disk is full (max_slot_wal_keep_size)");
        }
        if (!facts.commitTimestamps()) {
            told.add("track_commit_timestamp is off, so conflicts do not tell when the other change was made");
        }
        if (facts.standby()) {
            told.addAll(onStandby(facts, capabilities));
        }
        return told;
    }

    private static List<String> onStandby(ReplicationFacts facts, Capabilities capabilities) {
        var told = new ArrayList<String>();
        if (!facts.feedback()) {
            told.add(
                    "hot_standby_feedback is off: long queries may be cancelled, and logical slots here be invalidated");
        }
        told.add(
                capabilities.atLeast(16)
                        ? "a standby: it can be published from, and not subscribe"
                        : "a standby: before PostgreSQL 16 it can neither be published from nor subscribe");
        return told;
    }
}

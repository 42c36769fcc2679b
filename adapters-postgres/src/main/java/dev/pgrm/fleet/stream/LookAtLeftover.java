package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.stream.RemoveLeftover;
import dev.pgrm.fleet.operation.DedicatedSession;
import dev.pgrm.fleet.stream.PublicationReaders.Reader;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a stream left behind, as its server has it at this moment. */
record LookAtLeftover(RemoveLeftover work, DedicatedSession server) {
    private static final String BUSY = "refused_by_server";

    boolean there() throws Setback {
        return server.is(
                switch (work.what()) {
                    case SLOT -> "select exists (select from pg_replication_slots where slot_name = ?)";
                    case PUBLICATION -> "select exists (select from pg_publication where pubname = ?)";
                    case ORIGIN -> "select exists (select from pg_replication_origin where roname = ?)";
                },
                work.name());
    }

    void requireUnused() throws Setback {
        String use = switch (work.what()) {
            case SLOT -> useOfSlot();
            case PUBLICATION -> useOfPublication();
            case ORIGIN -> useOfOrigin();
        };
        if (!use.isEmpty()) {
            throw Setback.untouched(used(use));
        }
    }

    Trouble used(String how) {
        return new Trouble(
                work.what().word() + "_in_use",
                "The " + work.what().word() + " " + work.name() + " on "
                        + server.database().name() + " is in use, so it stays: " + how,
                "See the map for what uses it; remove that first");
    }

    /** Slots and origins that somebody took in this very moment. */
    boolean inUse(Setback refused) {
        return refused.passing() && refused.trouble().code().equals(BUSY);
    }

    private record SlotNow(boolean active, int pid, String position) {}

    private String useOfSlot() throws Setback {
        List<SlotNow> now = server.query(
                """
                select active, coalesce(active_pid, 0) as pid,
                       coalesce(cast(coalesce(confirmed_flush_lsn, restart_lsn) as text), '') as position
                  from pg_replication_slots where slot_name = ?""",
                row -> new SlotNow(row.getBoolean("active"), row.getInt("pid"), row.getString("position")),
                work.name());
        if (now.isEmpty()) {
            return "";
        }
        SlotNow slot = now.getFirst();
        if (slot.active()) {
            return "process " + slot.pid() + " reads it";
        }
        // A slot that is lost has no position any more.
        return work.position() == null
                        || slot.position().isEmpty()
                        || Lsn.parse(slot.position()).equals(work.position())
                ? ""
                : "since somebody looked it has moved from " + work.position() + " to " + slot.position();
    }

    private String useOfPublication() throws Setback {
        var readers = new PublicationReaders(server, work.name());
        return Stream.concat(readers.active().stream().map(Reader::told), readers.subscriptionsHere().stream())
                .collect(Collectors.joining(", "));
    }

    private String useOfOrigin() throws Setback {
        List<String> users =
                server.query("""
                select format('subscription %s is there', subname) from pg_subscription
                 where ? = 'pg_' || oid or starts_with(?, 'pg_' || oid || '_')""", row -> Objects.requireNonNull(row.getString(1)), work.name(), work.name());
        return String.join(", ", users);
    }
}

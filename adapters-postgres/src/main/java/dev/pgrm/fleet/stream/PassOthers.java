package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.stream.ResyncTable;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;
import java.util.Map;

/**
 * Until the stream has come past the moment in which the publication of the others was made. A change is decoded with the catalog of
 * its time: what was written before it would not find that publication, and stop the stream for good (up to 17) or be lost (18). Neither
 * is a transaction that was open then past it before it ends.
 */
record PassOthers(ResyncedTable table) implements Act {
    private static final int LOOKS = 300;

    @Override
    public String name() {
        return ResyncTable.PASS;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        DedicatedSession source = table.ends().source();
        awaitTransactions(source, telling);
        String end = one(source, "select cast(pg_current_wal_insert_lsn() as text)");
        // Else nothing would be written behind it on an idle server, and the stream have nothing to come past.
        source.execute("select pg_logical_emit_message(true, 'pgrm', '')");
        awaitPast(source, end, telling);
        return "It is past " + end;
    }

    private static String one(DedicatedSession source, String sql) throws Setback {
        return source.query(sql, row -> row.getString(1)).getFirst();
    }

    private static void awaitTransactions(DedicatedSession source, Telling telling) throws Setback {
        String begun = one(source, "select cast(pg_snapshot_xmax(pg_current_snapshot()) as text)");
        for (int look = 0; look < LOOKS; look++) {
            if (source.is("select pg_snapshot_xmin(pg_current_snapshot()) >= cast(? as xid8)", begun)) {
                return;
            }
            telling.tell("Waits until transactions that ran then have ended" + oldest(source));
            telling.pause();
        }
        throw Setback.lasting(new Trouble(
                "transactions_open",
                "Transactions on the source do not end" + oldest(source),
                "Wait until they have ended, or end them; then try again"));
    }

    private static String oldest(DedicatedSession source) throws Setback {
        List<String> open = source.query("""
                select format(' (the oldest: process %s of %s since %s)', pid, usename, xact_start) from pg_stat_activity
                 where backend_xid is not null and pid <> pg_backend_pid() order by xact_start limit 1""", row -> row.getString(1));
        return open.isEmpty() ? "" : open.getFirst();
    }

    /** Others wait for both databases meanwhile, such as who wants to skip what it fails on: so not for ever. */
    private void awaitPast(DedicatedSession source, String end, Telling telling) throws Setback {
        long before = Long.MAX_VALUE;
        int still = 0;
        while (still < LOOKS) {
            long left = left(source, end);
            if (left <= 0) {
                return;
            }
            still = left < before ? 0 : still + 1;
            before = left;
            telling.tell("The stream has " + new Bytes(left) + " of the source's log to go");
            telling.pause();
        }
        throw Setback.lasting(
                new Trouble(
                        "stream_stands_still",
                        "The stream does not come along: it fails, or has too much to apply at once",
                        "See the stream's errors. If it fails on this table, mend the row that is in the way, or skip the transaction"));
    }

    private long left(DedicatedSession source, String end) throws Setback {
        String slot = table.requireEnabled().requireSlot();
        return source
                .query(
                        "select pg_wal_lsn_diff(cast(? as pg_lsn), confirmed_flush_lsn) from pg_replication_slots"
                                + " where slot_name = ?",
                        row -> row.getLong(1),
                        end,
                        slot)
                .stream()
                .findFirst()
                .orElseThrow(() -> Setback.lasting(new Trouble(
                        "slot_missing",
                        "The subscription's slot " + slot + " is not on the source",
                        "Create the stream anew")));
    }
}

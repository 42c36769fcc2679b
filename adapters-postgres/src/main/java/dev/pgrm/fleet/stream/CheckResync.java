package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.operation.Step;
import dev.pgrm.domain.stream.ResyncTable;
import dev.pgrm.fleet.operation.DedicatedSession;
import dev.pgrm.fleet.stream.ResyncedTable.Entry;
import java.util.List;
import java.util.Map;

/** Refuses what would fail once the table is out of the stream, as there is no way back from there. Changes nothing. */
record CheckResync(ResyncedTable table, List<Step> steps) implements Act {
    private static final String TREE =
            "(select cast(? as oid) union select relid from pg_partition_tree(cast(cast(? as oid) as regclass)))";

    private static final String REFERRING = "select distinct format('alter table %I.%I drop constraint %I', n.nspname,"
            + " c.relname, f.conname) from pg_constraint f join pg_class c on c.oid = f.conrelid"
            + " join pg_namespace n on n.oid = c.relnamespace"
            + " where f.contype = 'f' and f.confrelid in " + TREE + " and f.conrelid not in " + TREE + " order by 1";

    @Override
    public String name() {
        return ResyncTable.CHECK;
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        table.ends().source();
        DedicatedSession target = table.ends().target();
        if (outAlready()) {
            return "It was begun before, and is gone on with";
        }
        table.requireEnabled();
        Entry entry = requireEntry();
        requireNobodyCopies(target, entry);
        requireNobodyRefers(target, entry);
        requirePrivileges(target, entry);
        PublishedOnTarget.require(target, table.work().table(), false);
        requireCopiesAllowed(target);
        new CheckPublished(table).check();
        return "Nothing stands in the way";
    }

    /** By an attempt before, which could not put it back. */
    private boolean outAlready() {
        return steps.stream().anyMatch(step -> step.name().equals(ResyncTable.TAKE_OUT) && step.begun());
    }

    private Entry requireEntry() throws Setback {
        Entry entry = table.entry();
        if (entry == null) {
            throw Setback.lasting(new Trouble(
                    "table_not_subscribed",
                    "Subscription " + table.subscription().name() + " does not have table "
                            + table.work().table(),
                    "Refresh the stream, which copies what it does not have; of a partitioned table the partitions may be"
                            + " what it has"));
        }
        return entry;
    }

    /** The worker is started anew, which would begin them from the start. One that fails ends within moments. */
    private void requireNobodyCopies(DedicatedSession target, Entry entry) throws Setback {
        List<String> copied = target.query(
                """
                select cast(cast(r.srrelid as regclass) as text) from pg_subscription_rel r
                 where r.srsubid = cast(? as oid) and r.srsubstate not in ('r', 's')
                   and (r.srrelid <> cast(? as oid) or exists (
                     select from pg_stat_subscription w join pg_stat_activity a on a.pid = w.pid
                      where w.subid = r.srsubid and w.relid = r.srrelid
                        and a.backend_start < clock_timestamp() - interval '10 seconds'))
                 order by 1 limit 10""", row -> row.getString(1), table.subscription().oid().value(), entry.table());
        if (!copied.isEmpty()) {
            throw Setback.lasting(new Trouble(
                    "copies_under_way",
                    "Tables are being copied, which would begin anew: " + String.join(", ", copied),
                    "Wait until the stream has copied them"));
        }
    }

    private void requireNobodyRefers(DedicatedSession target, Entry entry) throws Setback {
        long oid = entry.table();
        List<String> drops = target.query(REFERRING, row -> row.getString(1), oid, oid, oid, oid);
        if (!drops.isEmpty()) {
            throw Setback.lasting(new Trouble(
                    "table_referred_to",
                    "Foreign keys on the target refer to " + table.work().table()
                            + ", so that PostgreSQL does not let it be emptied",
                    "Drop them, and add them again once it was copied: " + String.join("; ", drops) + ";"));
        }
    }

    private void requirePrivileges(DedicatedSession target, Entry entry) throws Setback {
        if (!target.is("select has_table_privilege(cast(? as oid), 'TRUNCATE')", entry.table())) {
            throw missing("may not empty " + table.work().table(), "Grant it TRUNCATE on the table");
        }
        if (!target.is(
                "select pg_has_role(subowner, 'USAGE') from pg_subscription where oid = cast(? as oid)",
                table.subscription().oid().value())) {
            throw missing(
                    "does not own subscription " + table.subscription().name(), "Make it a member of the owner's role");
        }
    }

    /** PostgreSQL copies nothing that is new to a subscription whose two_phase has come into force. */
    private void requireCopiesAllowed(DedicatedSession target) throws Setback {
        boolean known = target.is("select cast(current_setting('server_version_num') as int) >= 150000");
        if (known
                && target.is(
                        "select subtwophasestate = 'e' from pg_subscription where oid = cast(? as oid)",
                        table.subscription().oid().value())) {
            throw Setback.lasting(new Trouble(
                    "two_phase_enabled",
                    "PostgreSQL copies no table into a subscription with two_phase, such as "
                            + table.subscription().name(),
                    "Since 18: pause the stream, set two_phase to false, resume it and try again; before, create the stream"
                            + " anew"));
        }
    }

    private static Setback missing(String what, String remedy) {
        return Setback.lasting(new Trouble("privilege_missing", "Our role on the target " + what, remedy));
    }
}

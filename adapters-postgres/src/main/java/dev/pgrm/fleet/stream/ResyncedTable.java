package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act.Telling;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.stream.LogicalStream.Subscribed;
import dev.pgrm.domain.stream.PublishedTable;
import dev.pgrm.domain.stream.ResyncStatements;
import dev.pgrm.domain.stream.ResyncTable;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table that is copied again, as it stands at both ends at this moment, and what is done with it there. */
record ResyncedTable(ResyncTable work, Ends ends) {
    private static final String WAITS = "i";

    private static final String AS_WHOLE = """
            select cast('{}' as text[]) as columns, cast(null as text) as filter
              from pg_publication p join pg_publication_rel r on r.prpubid = p.oid
              join pg_class c on c.oid = r.prrelid join pg_namespace n on n.oid = c.relnamespace
             where p.pubname = ? and n.nspname = ? and c.relname = ?""";

    /** Column lists and conditions came with 15. */
    private static final String AS = AS_WHOLE.replace("cast('{}' as text[])", """
            array(select cast(a.attname as text) from pg_attribute a
                   where a.attrelid = r.prrelid and a.attnum = any (cast(r.prattrs as int2[])) order by a.attnum)""")
            .replace("cast(null as text)", "pg_get_expr(r.prqual, r.prrelid)");

    /**
     * Its place in the subscription.
     *
     * @param table its oid on the target
     * @param state in the letter of the catalog
     */
    record Entry(long table, String state) {
        boolean ready() {
            return state.equals("r") || state.equals("s");
        }

        boolean waits() {
            return state.equals(WAITS);
        }
    }

    Subscribed subscription() {
        return work.stream().requireSubscription();
    }

    ResyncStatements statements() {
        return work.statements();
    }

    /** Nothing while the subscription does not have it. */
    @Nullable
    Entry entry() throws Setback {
        List<Entry> found = ends.target()
                .query(
                        """
                        select r.srrelid as oid, cast(r.srsubstate as text) as state from pg_subscription_rel r
                          join pg_class c on c.oid = r.srrelid join pg_namespace n on n.oid = c.relnamespace
                         where r.srsubid = cast(? as oid) and n.nspname = ? and c.relname = ?""",
                        row -> new Entry(row.getLong("oid"), row.getString("state")),
                        subscription().oid().value(),
                        work.table().schema(),
                        work.table().name());
        return found.isEmpty() ? null : found.getFirst();
    }

    boolean published() throws Setback {
        return ends.source()
                .is(
                        "select exists (select from pg_publication_tables"
                                + " where pubname = ? and schemaname = ? and tablename = ?)",
                        work.publication().value(),
                        work.table().schema(),
                        work.table().name());
    }

    /** It is put back into its publication as it was when somebody asked. */
    void requirePublishedAsAsked() throws Setback {
        List<PublishedTable> now = ends.source()
                .query(
                        OptionsNow.major(ends.source()) >= 15 ? AS : AS_WHOLE,
                        row -> new PublishedTable(
                                work.table(),
                                List.of((String[]) row.getArray("columns").getArray()),
                                row.getString("filter")),
                        work.publication().value(),
                        work.table().schema(),
                        work.table().name());
        if (!now.equals(List.of(work.published()))) {
            throw Setback.lasting(new Trouble(
                    "publication_changed",
                    "Publication " + work.publication() + " does not publish " + work.table()
                            + " any more with the columns and the condition that it had when this was asked for",
                    "Ask for it to be copied again, as it is published now"));
        }
    }

    Standing standing() throws Setback {
        return Standing.require(ends.target(), subscription());
    }

    Standing requireEnabled() throws Setback {
        Standing standing = standing();
        if (!standing.enabled()) {
            throw Setback.lasting(new Trouble(
                    "subscription_disabled",
                    "PostgreSQL refreshes only subscriptions that are enabled, and "
                            + subscription().name() + " is not",
                    "Resume the stream first"));
        }
        return standing;
    }

    /** Copies go on where they were; the worker forgets which tables it had. */
    void stop(Telling telling) throws Setback {
        DedicatedSession target = ends.target();
        if (standing().enabled()) {
            target.execute(subscription().statements().disable());
        }
        Switching.awaitStopped(target, subscription().oid().value(), telling);
    }

    void start() throws Setback {
        if (!standing().enabled()) {
            ends.target().execute(subscription().statements().enable());
        }
    }

    /** With the rows of what is new to it. */
    void refresh() throws Setback {
        requireEnabled();
        ends.target().execute(subscription().statements().refresh(true));
    }

    /** Only while the stream does not write to it, and will copy all of it. */
    void empty(Telling telling) throws Setback {
        if (entry() != null) {
            throw Setback.lasting(new Trouble(
                    "table_taken_in_again",
                    "Somebody let the subscription take " + work.table() + " in again before it was emptied",
                    "Ask for it to be copied again"));
        }
        new EmptyingTable(work.table(), statements(), ends.target()).empty(telling);
    }
}

package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.stream.SkipTransaction;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Moves the target's origin past one transaction, while the subscription is stopped: the next that waits on the source, and no other.
 * Undone as long as the stream has not gone on from there.
 */
record SetBehind(SkipTransaction work, Ends ends) implements Act {
    private static final String BEFORE = "before";
    private static final int MOST_CHANGES = 10_000;

    /**
     * As the source would send it: a kind of message for each line, and the end of its transaction with the commit. What describes tables
     * and types changes nothing. The limit holds only from one transaction to the next, and one may be larger than our memory: so it
     * is looked through over there.
     */
    private static final String NEXT = """
            select cast(lsn as text) from (
              select lsn, kind, number, lag(kind) over (order by number) as previous from (
                select lsn, chr(get_byte(data, 0)) as kind, number
                  from pg_logical_slot_peek_binary_changes(cast(? as name), null, ?, 'proto_version', '1', 'publication_names', ?)
                       with ordinality as sent (lsn, xid, data, number)) as sent
               where kind in ('B', 'I', 'U', 'D', 'T', 'C')) as told
             where kind = 'C' and previous <> 'B' and lsn > cast(? as pg_lsn) order by number limit 1""";

    @Override
    public String name() {
        return SkipTransaction.SET_BEHIND;
    }

    private Progressed progressed() throws Setback {
        return new Progressed(work.stream().requireSubscription(), ends.target());
    }

    @Override
    public Map<String, String> look() throws Setback {
        return Map.of(BEFORE, progressed().reached().toString());
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        Lsn before = Lsn.parse(Objects.requireNonNull(notes.get(BEFORE)));
        if (!progressed().reached().equals(work.end())) {
            requireNext(before);
            ends.target().execute(work.advance());
        }
        return "It goes on behind " + work.end() + "; what that transaction changed is lost for the target";
    }

    private void requireNext(Lsn before) throws Setback {
        Lsn next = nextAfter(before);
        if (next == null) {
            throw refused("The source has no transaction for this stream", "See the stream's errors for what it lacks");
        }
        if (!next.equals(work.end())) {
            throw refused(
                    "The next transaction that the stream is to apply ends at " + next + ", not at " + work.end(),
                    "If it is that one on which the stream fails, ask to skip " + next);
        }
    }

    private static Setback refused(String message, String remedy) {
        return Setback.untouched(new Trouble("not_next", message, remedy));
    }

    private @Nullable Lsn nextAfter(Lsn before) throws Setback {
        Standing standing = Standing.require(ends.target(), work.stream().requireSubscription());
        String publications =
                standing.publications().stream().map(Quoted::identifier).collect(Collectors.joining(","));
        List<Lsn> found = ends.source()
                .query(
                        NEXT,
                        row -> Lsn.parse(row.getString(1)),
                        standing.requireSlot(),
                        MOST_CHANGES,
                        publications,
                        before.toString());
        return found.isEmpty() ? null : found.getFirst();
    }

    @Override
    public @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
        if (!progressed().reached().equals(work.end())) {
            return null;
        }
        ends.target().execute(backTo(notes));
        return "It stands before it again";
    }

    private String backTo(Map<String, String> notes) {
        return "select pg_replication_origin_advance("
                + Quoted.literal("pg_" + work.stream().requireSubscription().oid()) + ", "
                + Quoted.literal(Objects.requireNonNullElse(notes.get(BEFORE), "0/0")) + ")";
    }

    @Override
    public String byHand(Map<String, String> notes) {
        return Ends.byHand(work.target(), backTo(notes));
    }
}

package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act.Telling;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.SlotsOfCopies;
import dev.pgrm.domain.stream.SubscriptionStatements;
import dev.pgrm.fleet.operation.DedicatedSession;
import dev.pgrm.fleet.stream.CopiedRows.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A subscription that an operation made, when it goes back: with what its copies hold on the source, as long as it is known whose it is. */
final class MadeSubscription {
    private static final int NAMED = 10;

    private static final String OID = """
            select oid from pg_subscription where subname = ?
               and subdbid = (select oid from pg_database where datname = current_database())""";

    private final CreateStream work;
    private final Ends ends;
    private final Remembering remembering;
    private final CopiedRows rows;
    private final boolean mayHaveCopied;

    /** None as long as nobody came to ask for it. */
    private @Nullable CopySlots copies;

    /** Tables in which it left rows. */
    private List<Table> filled = List.of();

    private boolean gone;

    /** @param mayHaveCopied it came so far, by this attempt or one before */
    MadeSubscription(CreateStream work, Ends ends, Remembering remembering, CopiedRows rows, boolean mayHaveCopied) {
        this.work = work;
        this.ends = ends;
        this.remembering = remembering;
        this.rows = rows;
        this.mayHaveCopied = mayHaveCopied;
    }

    private SubscriptionStatements statements() {
        return work.subscription().statements();
    }

    /** Before it is made. */
    Map<String, String> look() throws Setback {
        return rows.look();
    }

    @Nullable
    Long oid() throws Setback {
        List<Long> found = ends.target()
                .query(OID, row -> row.getLong(1), work.subscription().name().value());
        return found.isEmpty() ? null : found.getFirst();
    }

    /** What somebody else has dropped meanwhile may have left rows all the same. */
    void drop(Map<String, String> notes, Telling telling) throws Setback {
        Long oid = oid();
        if (oid != null) {
            drop(oid, telling);
        } else if (mayHaveCopied) {
            filled = rows.holding(rows.emptyBefore(notes));
        }
        gone = true;
        if (!filled.isEmpty()) {
            throw Setback.lasting(left());
        }
    }

    /** Stopped first, so that copies that are under way end. */
    private void drop(long oid, Telling telling) throws Setback {
        DedicatedSession target = ends.target();
        var found = new CopySlots(new SlotsOfCopies(new Oid(oid)), CopySlots.systemOf(target));
        copies = found;
        List<String> dropping = statements().dropWithoutSlot();
        target.execute(dropping.getFirst());
        Switching.endWorkers(target, oid, telling);
        filled = rows.holding(rows.copiedBy(oid));
        found.drop(ends.source(), telling);
        target.execute(String.join(";\n", dropping.subList(1, dropping.size())));
        remembering.forget(work.target().id(), oid, telling);
    }

    private Trouble left() {
        String named = filled.stream().limit(NAMED).map(Table::name).collect(Collectors.joining(", "));
        return new Trouble(
                "rows_left",
                "The subscription is gone, and rows that came with it are still on "
                        + work.target().name() + ", in " + named
                        + (filled.size() > NAMED ? " and " + (filled.size() - NAMED) + " more" : ""),
                "Empty these tables if nobody needs what they hold; then cancel the operation, or try it again");
    }

    String byHand(Map<String, String> notes) {
        return Stream.of(gone ? "" : dropByHand(), emptyByHand(notes))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    /** Only what held nothing before can be said to hold nothing else. */
    private String emptyByHand(Map<String, String> notes) {
        String emptied = filled.stream()
                .filter(table -> CopiedRows.wasEmpty(table, notes))
                .map(Table::itself)
                .collect(Collectors.joining(", "));
        String mixed = filled.stream()
                .filter(table -> !CopiedRows.wasEmpty(table, notes))
                .map(Table::name)
                .collect(Collectors.joining(", "));
        var lines = new ArrayList<String>();
        if (!emptied.isEmpty()) {
            lines.add("-- these held nothing before; if nobody else has written to them since,");
            lines.add(Ends.byHand(work.target(), "truncate table " + emptied));
        }
        if (!mixed.isEmpty()) {
            lines.add("-- these held rows before, which cannot be told from those that were copied: " + mixed);
        }
        return String.join("\n", lines);
    }

    /** Afterwards nobody could tell any more which slots of copies it had. */
    private String dropByHand() {
        CopySlots known = copies;
        List<String> dropping = statements().dropWithoutSlot();
        return known == null
                ? Ends.byHand(
                                work.target(),
                                Stream.concat(
                                                Stream.of(SlotsOfCopies.tell(
                                                        work.subscription().name())),
                                                dropping.stream())
                                        .toArray(String[]::new))
                        + "\n" + Ends.byHand(work.source(), SlotsOfCopies.dropTold())
                : Ends.byHand(work.target(), dropping.toArray(String[]::new)) + "\n"
                        + Ends.byHand(work.source(), known.slots().drop(Quoted.literal(known.system())));
    }
}

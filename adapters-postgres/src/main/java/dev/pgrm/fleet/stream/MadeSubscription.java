package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act.Telling;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.SlotsOfCopies;
import dev.pgrm.domain.stream.SubscriptionStatements;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A subscription that an operation made, when it goes back: with what its copies hold on the source, as long as it is known whose it is. */
final class MadeSubscription {
    private static final String OID = """
            select oid from pg_subscription where subname = ?
               and subdbid = (select oid from pg_database where datname = current_database())""";

    private final CreateStream work;
    private final Ends ends;
    private final Remembering remembering;

    /** None as long as nobody came to ask for it. */
    private @Nullable CopySlots copies;

    MadeSubscription(CreateStream work, Ends ends, Remembering remembering) {
        this.work = work;
        this.ends = ends;
        this.remembering = remembering;
    }

    private SubscriptionStatements statements() {
        return work.subscription().statements();
    }

    @Nullable
    Long oid() throws Setback {
        List<Long> found = ends.target()
                .query(OID, row -> row.getLong(1), work.subscription().name().value());
        return found.isEmpty() ? null : found.getFirst();
    }

    /** Stopped first, so that copies that are under way end. */
    void drop(Telling telling) throws Setback {
        Long oid = oid();
        if (oid != null) {
            DedicatedSession target = ends.target();
            var found = new CopySlots(new SlotsOfCopies(new Oid(oid)), CopySlots.systemOf(target));
            copies = found;
            List<String> dropping = statements().dropWithoutSlot();
            target.execute(dropping.getFirst());
            Switching.endWorkers(target, oid, telling);
            found.drop(ends.source(), telling);
            target.execute(String.join(";\n", dropping.subList(1, dropping.size())));
            remembering.forget(work.target().id(), oid, telling);
        }
    }

    /** Afterwards nobody could tell any more which slots of copies it had. */
    String byHand() {
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

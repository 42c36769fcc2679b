package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.SubscriptionSpec;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** On the source, by our own session: from then on no change is lost, and CREATE SUBSCRIPTION waits for nothing. */
final class CreateSlot implements Act {
    private final SubscriptionSpec subscription;
    private final Ends ends;
    private final Earlier earlier;
    private boolean madeHere;

    CreateSlot(SubscriptionSpec subscription, Ends ends, Earlier earlier) {
        this.subscription = subscription;
        this.ends = ends;
        this.earlier = earlier;
    }

    @Override
    public String name() {
        return CreateStream.HOLD;
    }

    private @Nullable FoundSlot found() throws Setback {
        return FoundSlot.find(ends.source(), subscription.slot());
    }

    @Override
    public Map<String, String> look() throws Setback {
        return Map.of(Creating.THERE, Boolean.toString(found() != null));
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        FoundSlot found = telling.resumed() ? found() : null;
        if (Boolean.parseBoolean(notes.get(Creating.THERE)) || (found != null && !found.fits())) {
            throw Setback.lasting(new Trouble(
                    "slot_exists",
                    "There is a slot " + subscription.slot() + " on "
                            + ends.source().database().name() + " already",
                    "Take another name for it; if nobody needs it any more: " + subscription.dropSlot() + ";"));
        }
        if (found == null) {
            telling.tell("Waits until transactions that run now have ended");
            create(ends.source());
            madeHere = true;
        } else {
            requireOurs(found);
        }
        return "It holds the log from " + Objects.requireNonNull(found()).at() + " on";
    }

    /** Slots bear no mark; but one from which nobody has read stands where it stood. */
    private void requireOurs(FoundSlot found) throws Setback {
        if (!madeHere
                && earlier.left(CreateStream.HOLD)
                && !found.at().equals(CreateSubscription.slotAt(earlier.notes(CreateStream.SUBSCRIBE)))) {
            throw Setback.lasting(new Trouble(
                    "slot_unknown",
                    "It cannot be told whether slot " + subscription.slot() + " on "
                            + ends.source().database().name()
                            + " was left by an earlier attempt, or was made by others since",
                    "If no stream uses it, cancel the operation, drop the slot by hand, and ask for the stream once more: "
                            + subscription.dropSlot() + ";"));
        }
    }

    private void create(DedicatedSession source) throws Setback {
        try {
            source.make(subscription.createSlot(), null);
        } catch (Setback e) {
            if (e.trouble().code().equals("statement_timed_out")) {
                throw Setback.lasting(new Trouble(
                        "slot_waits",
                        "The slot could not be made within a minute: transactions that were open have not ended"
                                + oldest(source),
                        "Wait until they have ended, or end them; then try again"));
            }
            throw e;
        }
    }

    private static String oldest(DedicatedSession source) throws Setback {
        List<String> open = source.query("""
                select format('process %s of %s since %s', pid, usename, xact_start) from pg_stat_activity
                 where backend_xid is not null and pid <> pg_backend_pid() order by xact_start limit 3""", row -> row.getString(1));
        return open.isEmpty() ? "" : " (" + String.join(", ", open) + ")";
    }

    @Override
    public @Nullable String undo(Map<String, String> notes, Telling telling) throws Setback {
        if (Boolean.parseBoolean(notes.get(Creating.THERE))) {
            return null;
        }
        FoundSlot found = found();
        if (found == null) {
            return "It was dropped";
        }
        if (!found.fits()) {
            return Mark.STAYS;
        }
        requireOurs(found);
        ends.source().execute(subscription.dropSlot());
        return "It was dropped";
    }

    @Override
    public String byHand(Map<String, String> notes) {
        return Ends.byHand(ends.work().source(), subscription.dropSlot());
    }
}

package dev.pgrm.fleet.stream;

import dev.pgrm.application.operation.Act;
import dev.pgrm.application.operation.Setback;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.stream.CreateStream;
import dev.pgrm.domain.stream.SubscriptionSpec;
import dev.pgrm.fleet.operation.DedicatedSession;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** On the source, by our own session: from then on no change is lost, and CREATE SUBSCRIPTION waits for nothing. */
record CreateSlot(SubscriptionSpec subscription, Ends ends) implements Act {
    @Override
    public String name() {
        return CreateStream.HOLD;
    }

    private boolean there(DedicatedSession source) throws Setback {
        return source.is(
                "select exists (select from pg_replication_slots where slot_name = ?)",
                subscription.slot().value());
    }

    @Override
    public Map<String, String> look() throws Setback {
        return Map.of(Creating.THERE, Boolean.toString(there(ends.source())));
    }

    @Override
    public String apply(Map<String, String> notes, Telling telling) throws Setback {
        if (Boolean.parseBoolean(notes.get(Creating.THERE))) {
            throw Setback.lasting(new Trouble(
                    "slot_exists",
                    "There is a slot " + subscription.slot() + " on "
                            + ends.source().database().name() + " already",
                    "Take another name for it; if nobody needs it any more: " + subscription.dropSlot() + ";"));
        }
        DedicatedSession source = ends.source();
        if (!telling.resumed() || !there(source)) {
            telling.tell("Waits until transactions that run now have ended");
            create(source);
        }
        return "It holds the log from "
                + source.query(
                                "select cast(confirmed_flush_lsn as text) from pg_replication_slots where slot_name = ?",
                                row -> row.getString(1),
                                subscription.slot().value())
                        .getFirst()
                + " on";
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
        DedicatedSession source = ends.source();
        if (there(source)) {
            source.execute(subscription.dropSlot());
        }
        return "It was dropped";
    }

    @Override
    public String byHand(Map<String, String> notes) {
        return Ends.byHand(ends.work().source(), subscription.dropSlot());
    }
}

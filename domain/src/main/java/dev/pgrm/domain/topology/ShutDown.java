package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.SettingChange;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.whatif.Effect;
import java.util.ArrayList;
import java.util.List;

/** What stopping a server in good order does to its own slots: it writes a checkpoint, and temporary ones go with their sessions. */
record ShutDown(Surroundings around) {
    private static final String OF_STANDBY = "pg_walreceiver_";

    List<Effect> effects() {
        var effects = new ArrayList<Effect>();
        for (Slot slot : around.slots()) {
            if (slot.temporary()) {
                effects.add(around.about(temporary(around, slot), slot));
            } else if (!slot.lost() && lastCall(slot)) {
                effects.add(around.about(
                        Effect.critical(
                                        "slot_lost_at_checkpoint",
                                        "Slot " + slot.name() + " on " + around.name()
                                                + " holds more WAL than max_slot_wal_keep_size allows; the checkpoint of"
                                                + " the shutdown invalidates it, and a lost slot never comes back")
                                .remedied(
                                        "Let its consumer catch up first, or raise max_slot_wal_keep_size",
                                        around.id(),
                                        SettingChange.reloaded(around.managedBy(), "max_slot_wal_keep_size", "-1")),
                        slot));
            }
        }
        return effects;
    }

    static Effect temporary(Surroundings around, Slot slot) {
        String goes = "Temporary slot " + slot.name() + " on " + around.name() + " goes with the session that made it";
        return slot.name().value().startsWith(OF_STANDBY)
                ? Effect.note(
                        "temporary_slot_dropped",
                        goes
                                + "; its standby makes another one when it connects again, and until then nothing holds WAL"
                                + " for it")
                : Effect.warning("temporary_slot_dropped", goes + ", and what it was made for ends")
                        .remedied("Wait until its session is done");
    }

    private static boolean lastCall(Slot slot) {
        Long safe = slot.safeWalSize();
        return "unreserved".equals(slot.walStatus()) || (safe != null && safe < 0);
    }
}

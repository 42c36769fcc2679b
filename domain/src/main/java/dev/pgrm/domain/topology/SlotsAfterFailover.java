package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.SettingChange;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.PgVersion;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.postgres.SettingText;
import dev.pgrm.domain.topology.Chart.Logical;
import dev.pgrm.domain.topology.LogicalLink.Subscriber;
import dev.pgrm.domain.topology.PhysicalLink.Known;
import dev.pgrm.domain.topology.Sightings.Sighting;
import dev.pgrm.domain.whatif.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which logical slots a standby would have when it takes over. Before PostgreSQL 17 none; since then those that are marked for
 * failover, and of which the standby keeps a copy that is ready.
 */
record SlotsAfterFailover(Surroundings around, Heir heir) {
    private static final int FAILOVER_SLOTS_SINCE = 17;

    List<Effect> effects() {
        var effects = new ArrayList<Effect>();
        for (Slot slot : around.slots()) {
            if (slot.kind() == Slot.Kind.LOGICAL && !slot.temporary() && !slot.copiesTable()) {
                Effect fate = fate(slot);
                effects.add(around.about(fate, slot));
                if (fate.code().equals("slot_survives") && !waitedFor()) {
                    effects.add(around.about(ahead(slot), slot));
                }
            }
        }
        if (!around.seen()) {
            around.feeds().forEach(each -> effects.add(unseen(each)));
        }
        return effects;
    }

    private Effect unseen(Logical each) {
        return Effect.warning(
                        "slot_unknown",
                        "Whether " + heir.name() + " has slot " + each.stream().slot() + " is not known")
                .on(each.stream().id());
    }

    private PgVersion version() {
        return Objects.requireNonNull(around.sighting()).facts().identity().version();
    }

    private Effect fate(Slot slot) {
        String what = "Slot " + slot.name();
        if (slot.lost()) {
            return Effect.note("slot_already_lost", what + " on " + around.name() + " is lost already");
        }
        if (heir.sharesStorage()) {
            return Effect.warning(
                    "slot_unknown",
                    "Whether " + heir.name() + " takes " + what + " over with the storage is not known from here");
        }
        if (!version().atLeast(FAILOVER_SLOTS_SINCE)) {
            return gone(
                            "slot_not_on_standby",
                            what + " does not survive: before PostgreSQL 17 a standby has none of its primary's logical"
                                    + " slots")
                    .remedied(ANEW);
        }
        if (!slot.failover()) {
            return withoutFailover(slot);
        }
        Sighting standby = heir.sighting();
        return standby == null || standby.seen() == null
                ? Effect.warning(
                        "slot_unknown",
                        "Whether " + heir.name() + " has a copy of slot " + slot.name() + " is not known")
                : ofCopy(slot, standby);
    }

    private static final String ANEW =
            "Create the stream anew on the new primary, with a fresh copy of its tables or a comparison";

    private static Effect gone(String code, String message) {
        return Effect.critical(code, message + ". Changes that its consumer has not received are lost to it");
    }

    private Effect withoutFailover(Slot slot) {
        Effect gone = gone(
                "slot_without_failover",
                "Slot " + slot.name() + " does not survive: it is not marked for failover, so " + heir.name()
                        + " keeps no copy of it");
        Logical fed = around.feeds().stream()
                .filter(each -> each.link().subscriber() != null)
                .filter(each -> slot.name().equals(each.stream().slot()))
                .findFirst()
                .orElse(null);
        Subscriber subscriber = fed == null ? null : fed.link().subscriber();
        return fed == null || subscriber == null
                ? gone.remedied("Have its consumer create it with failover, or drop and create it so")
                : markedBy(gone, slot, subscriber, fed.stream().targetServer());
    }

    /** Subscriptions know the option since the version in which slots do; before, the slot is marked over a connection like theirs. */
    private Effect markedBy(Effect gone, Slot slot, Subscriber subscriber, UUID target) {
        PgVersion version = subscriber.server().facts().identity().version();
        String name = Quoted.identifier(subscriber.subscription().name());
        String disable = "alter subscription " + name + " disable; ";
        String enable = "alter subscription " + name + " enable;";
        return version.atLeast(FAILOVER_SLOTS_SINCE)
                ? gone.remedied(
                        "Mark the subscription for failover beforehand; the option can be changed while it is disabled",
                        target,
                        disable + "alter subscription " + name + " set (failover = true); " + enable)
                : gone.remedied(
                        "PostgreSQL " + version + " cannot ask for that, so mark the slot itself beforehand: on "
                                + around.chart().nameOf(target) + " " + disable + "then on " + around.name()
                                + ", over a replication connection (psql 'dbname=... replication=database'):"
                                + " ALTER_REPLICATION_SLOT " + slot.name() + " (FAILOVER true); then on "
                                + around.chart().nameOf(target) + " " + enable);
    }

    private Effect ofCopy(Slot slot, Sighting standby) {
        Slot copy = standby.facts().slots().stream()
                .filter(each -> each.name().equals(slot.name()))
                .findFirst()
                .orElse(null);
        String what = "Slot " + slot.name();
        if (copy == null || !copy.synced()) {
            return SettingText.on(standby.facts().settings().get("sync_replication_slots"))
                    ? gone("slot_not_synced", what + " does not survive: " + heir.name() + " has no copy of it yet")
                            .remedied("See why in the log of " + heir.name()
                                    + ": it needs primary_slot_name, hot_standby_feedback and a dbname in"
                                    + " primary_conninfo")
                    : gone(
                                    "slot_sync_off",
                                    what + " does not survive: " + heir.name()
                                            + " keeps no copies, since sync_replication_slots is off there")
                            .remedied(
                                    "Switch it on beforehand",
                                    heir.id(),
                                    SettingChange.reloaded(standby.facts(), "sync_replication_slots", "on"));
        }
        if (copy.lost()) {
            return gone(
                            "slot_copy_lost",
                            what + " does not survive: the copy on " + heir.name() + " was invalidated"
                                    + (copy.invalidationReason() == null ? "" : " (" + copy.invalidationReason() + ")"))
                    .remedied(ANEW);
        }
        return copy.temporary()
                ? gone(
                                "slot_not_ready",
                                what + " does not survive yet: the copy on " + heir.name()
                                        + " is not ready, and is dropped on promotion")
                        .remedied("Wait until the copy on " + heir.name() + " is no longer temporary")
                : Effect.note("slot_survives", what + " survives: " + heir.name() + " has a copy that is ready");
    }

    /** Whether senders of failover slots send nothing before the heir has it. */
    private boolean waitedFor() {
        Slot own = heir.stream().link().upstream() instanceof Known known ? known.slot() : null;
        return own != null
                && SyncNames.listed(around.setting("synchronized_standby_slots"))
                        .contains(own.name().value());
    }

    private Effect ahead(Slot slot) {
        @Nullable Slot own = heir.stream().link().upstream() instanceof Known known ? known.slot() : null;
        Effect effect = Effect.warning(
                "subscriber_may_be_ahead",
                "Whoever reads slot " + slot.name() + " may have received more than " + heir.name()
                        + ", since synchronized_standby_slots does not make senders wait for it: the two would differ");
        return own == null
                ? effect.remedied("Give " + heir.name() + " a slot, and name it in synchronized_standby_slots")
                : effect.remedied(
                        "Name its slot beforehand",
                        around.id(),
                        SettingChange.reloaded(around.managedBy(), "synchronized_standby_slots", withOwn(own)));
    }

    private String withOwn(Slot own) {
        var named = new ArrayList<>(SyncNames.listed(around.setting("synchronized_standby_slots")));
        named.add(own.name().value());
        return String.join(", ", named);
    }
}

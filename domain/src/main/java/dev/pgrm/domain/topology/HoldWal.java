package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.SettingChange;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.SettingText;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.topology.Chart.Logical;
import dev.pgrm.domain.topology.Chart.Physical;
import dev.pgrm.domain.topology.LogicalLink.Publisher;
import dev.pgrm.domain.topology.PhysicalLink.Known;
import dev.pgrm.domain.topology.Sightings.Sighting;
import dev.pgrm.domain.whatif.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the servers that a server reads from keep for it while it is away, and for how long they can. */
record HoldWal(Surroundings around, Duration away) {
    private static final int IDLE_TIMEOUT_SINCE = 18;

    List<Effect> effects() {
        var effects = new ArrayList<Effect>();
        for (Logical each : around.reads()) {
            Publisher publisher = each.link().publisher();
            if (publisher != null && publisher.slot() != null) {
                effects.add(held(publisher.server(), publisher.slot(), each.stream()));
            }
        }
        for (Physical each : around.follows()) {
            if (each.link().upstream() instanceof Known upstream
                    && upstream.server().seen() != null) {
                effects.add(
                        upstream.slot() == null
                                ? withoutSlot(upstream.server(), each.stream())
                                : held(upstream.server(), upstream.slot(), each.stream()));
            }
        }
        return effects;
    }

    private Effect held(Sighting holder, Slot slot, Stream stream) {
        UUID server = holder.id().value();
        Effect effect = slot.lost()
                ? Effect.note("slot_already_lost", named(slot, holder) + " is lost already")
                : idles(holder, slot) ? idle(holder, slot) : kept(holder, slot);
        return effect.on(server, slot.name()).on(stream.id());
    }

    private String named(Slot slot, Sighting holder) {
        return "Slot " + slot.name() + " on "
                + around.chart().nameOf(holder.id().value());
    }

    private static @Nullable Duration idleTimeout(Sighting holder) {
        return holder.facts().identity().version().atLeast(IDLE_TIMEOUT_SINCE)
                ? SettingText.time(holder.facts().settings().get("idle_replication_slot_timeout"))
                : null;
    }

    private boolean idles(Sighting holder, Slot slot) {
        Duration timeout = idleTimeout(holder);
        boolean copy = slot.synced() && holder.facts().identity().inRecovery();
        return timeout != null
                && !timeout.isZero()
                && !copy
                && idleLeft(timeout, holder, slot).compareTo(away) <= 0;
    }

    /** Of a slot that nobody reads already, some of the time is over. */
    private static Duration idleLeft(Duration timeout, Sighting holder, Slot slot) {
        if (slot.active() || slot.inactiveSince() == null || holder.observedAt() == null) {
            return timeout;
        }
        Duration left = timeout.minus(Duration.between(slot.inactiveSince(), holder.observedAt()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private Effect idle(Sighting holder, Slot slot) {
        Duration timeout = Objects.requireNonNull(idleTimeout(holder));
        return Effect.critical(
                        "slot_idle_timeout",
                        named(slot, holder) + " will be invalidated: nobody reads it for longer than"
                                + " idle_replication_slot_timeout, " + SpokenTime.of(timeout)
                                + ". It happens at the first checkpoint after that, and a lost slot never comes back")
                .within(idleLeft(timeout, holder, slot))
                .remedied(
                        "Raise or switch off the time-out first",
                        holder.id().value(),
                        SettingChange.reloaded(holder.facts(), "idle_replication_slot_timeout", "0"));
    }

    private Effect kept(Sighting holder, Slot slot) {
        Double rate = WalHeld.rate(holder);
        Duration left = WalHeld.left(slot, rate);
        if (left != null && left.compareTo(away) <= 0) {
            return Effect.critical(
                            "slot_lost",
                            named(slot, holder) + " will be lost after about " + SpokenTime.of(left)
                                    + ": by then more WAL is written than max_slot_wal_keep_size lets it hold")
                    .within(left)
                    .remedied(
                            "Raise max_slot_wal_keep_size first, if the disk has room",
                            holder.id().value(),
                            SettingChange.reloaded(holder.facts(), "max_slot_wal_keep_size", "-1"));
        }
        if (rate == null) {
            return Effect.warning(
                    "wal_rate_unknown",
                    named(slot, holder) + " holds WAL back meanwhile; how fast its server writes is not known yet");
        }
        Bytes more = written(rate);
        if (slot.safeWalSize() == null) {
            return Effect.note(
                            "wal_accumulates",
                            named(slot, holder) + " holds back about " + more
                                    + " more; no limit of it is known but the disk")
                    .of(more);
        }
        return Effect.note(
                        "wal_left",
                        named(slot, holder) + " holds back about " + more + " more"
                                + (left == null ? "" : ", and would be lost after about " + SpokenTime.of(left)))
                .of(more)
                .within(left);
    }

    private Bytes written(double rate) {
        return new Bytes((long) (Math.max(0, rate) * away.toMillis() / 1000));
    }

    private Effect withoutSlot(Sighting source, Stream stream) {
        String where = around.chart().nameOf(source.id().value());
        Bytes kept = SettingText.size(source.facts().settings().get("wal_keep_size"));
        Double rate = WalHeld.rate(source);
        Bytes more = rate == null ? null : written(rate);
        if (kept != null && more != null && more.compareTo(kept) <= 0) {
            return Effect.note(
                            "wal_kept",
                            where + " keeps enough WAL for " + around.name() + " without a slot: " + kept
                                    + ", of which it writes about " + more)
                    .of(more)
                    .on(stream.id());
        }
        return Effect.warning(
                        "standby_may_lose_wal",
                        around.name() + " has no slot on " + where
                                + ", which may remove WAL that it still needs; without an archive it must then be rebuilt")
                .remedied("Give it a slot first (primary_slot_name), or raise wal_keep_size on " + where)
                .on(stream.id());
    }
}

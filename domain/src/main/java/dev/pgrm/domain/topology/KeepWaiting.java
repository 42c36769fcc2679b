package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.observation.SettingChange;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.topology.Chart.Logical;
import dev.pgrm.domain.topology.Chart.Physical;
import dev.pgrm.domain.topology.LogicalLink.Publisher;
import dev.pgrm.domain.topology.PhysicalLink.Known;
import dev.pgrm.domain.topology.Sightings.Sighting;
import dev.pgrm.domain.whatif.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Who waits for a server while it is away: commits that it confirms, and senders that let it go ahead. */
record KeepWaiting(Surroundings around) {
    private static final String STANDBY_SLOTS = "synchronized_standby_slots";
    private static final String STANDBY_NAMES = "synchronous_standby_names";

    List<Effect> effects() {
        var effects = new ArrayList<Effect>();
        sendersBySource().forEach((source, pids) -> addCommits(effects, source, pids));
        for (Physical each : around.follows()) {
            if (each.link().upstream() instanceof Known upstream
                    && upstream.slot() != null
                    && upstream.server().seen() != null) {
                addSenders(effects, upstream.server(), upstream.slot().name());
            }
        }
        return effects;
    }

    /** Which processes send to the server, where. */
    private Map<Sighting, Set<Integer>> sendersBySource() {
        Map<Sighting, Set<Integer>> senders = new LinkedHashMap<>();
        for (Physical each : around.follows()) {
            if (each.link().upstream() instanceof Known upstream && upstream.sender() != null) {
                senders.computeIfAbsent(upstream.server(), _ -> new LinkedHashSet<>())
                        .add(upstream.sender().pid());
            }
        }
        for (Logical each : around.reads()) {
            Publisher publisher = each.link().publisher();
            Sender sender = publisher == null ? null : publisher.sender();
            if (publisher != null && sender != null) {
                senders.computeIfAbsent(publisher.server(), _ -> new LinkedHashSet<>())
                        .add(sender.pid());
            }
        }
        return senders;
    }

    private void addCommits(List<Effect> effects, Sighting source, Set<Integer> gone) {
        List<Sender> confirming =
                source.facts().senders().stream().filter(KeepWaiting::confirms).toList();
        List<Sender> left = confirming.stream()
                .filter(sender -> !gone.contains(sender.pid()))
                .toList();
        if (left.size() < confirming.size() && left.size() < SyncNames.needed(source.facts(), confirming)) {
            String where = around.chart().nameOf(source.id().value());
            effects.add(Effect.critical(
                            "commits_wait",
                            "Commits on " + where + " wait while " + around.name()
                                    + " is away: it confirms them, and no other standby takes its place")
                    .remedied(
                            "Let commits go ahead without it meanwhile, and put " + STANDBY_NAMES + " back afterwards",
                            source.id().value(),
                            SettingChange.reloaded(source.facts(), STANDBY_NAMES, "")));
        }
    }

    private static boolean confirms(Sender sender) {
        return switch (Objects.requireNonNullElse(sender.syncState(), "")) {
            case "sync", "quorum", "potential" -> true;
            default -> false;
        };
    }

    /** Senders of failover slots send no change before the named standbys have it. */
    private void addSenders(List<Effect> effects, Sighting source, SlotName slot) {
        List<String> named = SyncNames.listed(source.facts().settings().get(STANDBY_SLOTS));
        if (!named.contains(slot.value())) {
            return;
        }
        String rest = named.stream().filter(name -> !name.equals(slot.value())).collect(Collectors.joining(", "));
        String where = around.chart().nameOf(source.id().value());
        for (Logical each : around.chart().logical) {
            Publisher publisher = each.link().publisher();
            Slot own = publisher == null ? null : publisher.slot();
            if (publisher != null && publisher.server().id().equals(source.id()) && own != null && own.failover()) {
                effects.add(Effect.warning(
                                "sender_waits",
                                "Changes for " + each.stream().name() + " wait on " + where + " while " + around.name()
                                        + " is away: " + STANDBY_SLOTS + " names its slot " + slot
                                        + ". The subscriber shows no error, only lag")
                        .remedied(
                                "Take the slot out of " + STANDBY_SLOTS + " meanwhile",
                                source.id().value(),
                                SettingChange.reloaded(source.facts(), STANDBY_SLOTS, rest))
                        .on(source.id().value(), own.name())
                        .on(each.stream().id()));
            }
        }
    }
}

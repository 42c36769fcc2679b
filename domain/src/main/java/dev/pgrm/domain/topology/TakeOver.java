package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.ServerFacts;
import dev.pgrm.domain.observation.SettingChange;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.topology.Chart.Logical;
import dev.pgrm.domain.topology.Chart.Physical;
import dev.pgrm.domain.whatif.Effect;
import java.util.ArrayList;
import java.util.List;

/** A standby is promoted in place of its primary: what is lost with that one, and what moves over. */
record TakeOver(Surroundings around, Heir heir) {
    List<Effect> effects() {
        var effects = new ArrayList<Effect>();
        effects.add(loss().on(heir.stream().stream().id()));
        effects.add(Effect.warning(
                        "old_primary_must_stay_away",
                        around.name() + " must not come back as it was: it would be a second primary, and its"
                                + " subscriptions would read the same slots")
                .remedied("Rewind it (pg_rewind) or rebuild it as a standby of " + heir.name()));
        for (Logical each : around.reads()) {
            effects.add(subscription(each).on(each.stream().id()));
        }
        around.slots().stream()
                .filter(slot -> slot.temporary())
                .forEach(slot -> effects.add(around.about(ShutDown.temporary(around, slot), slot)));
        if (heir.sighting() != null && heir.sighting().seen() != null) {
            addCommits(effects, heir.sighting().facts());
        }
        return effects;
    }

    private Effect loss() {
        if (heir.sharesStorage()) {
            return Effect.note(
                    "no_data_loss", heir.name() + " reads the storage of " + around.name() + ": none is lost");
        }
        if (heir.synchronous()) {
            return Effect.note(
                    "no_data_loss", heir.name() + " confirms commits before clients hear of them: none is lost");
        }
        Lsn received = heir.received();
        Lsn end = around.sighting() == null || around.sighting().seen() == null
                ? null
                : around.sighting().facts().wal().current();
        if (received == null || end == null) {
            return Effect.warning(
                    "data_loss",
                    "How much " + heir.name() + " lacks is not known: what it has not received when " + around.name()
                            + " is gone, is lost");
        }
        Bytes lost = received.behind(end);
        String words = heir.name() + " is replicated to asynchronously: what it has not received when " + around.name()
                + " is gone, is lost";
        return (lost.isZero()
                        ? Effect.warning("data_loss", words + "; at present it has everything")
                        : Effect.critical("data_loss", words + "; at present that is " + lost))
                .of(lost)
                .remedied("Stop writers first and wait until it has everything, if the failover is planned");
    }

    /** Catalogs are replicated, so the heir has the subscriptions, and runs them once it is promoted. */
    private Effect subscription(Logical each) {
        String source = around.chart().nameOf(each.stream().sourceServer());
        String moves = "Subscription " + each.stream().name() + " goes on from " + heir.name() + ", and " + source
                + " must let it in from there (pg_hba.conf)";
        return heir.synchronous()
                ? Effect.note("subscription_moves", moves)
                : Effect.warning(
                                "subscription_moves",
                                moves + ". What " + around.name() + " has confirmed and " + heir.name()
                                        + " has not received is not sent again")
                        .remedied("Compare the tables afterwards");
    }

    /** Those that follow the heir by then are those that follow it now: the others must be led to it first. */
    private void addCommits(List<Effect> effects, ServerFacts facts) {
        String names = facts.settings().get("synchronous_standby_names");
        int needed = names == null ? 0 : SyncNames.needed(names);
        if (needed > cascaded()) {
            effects.add(Effect.critical(
                            "commits_wait",
                            "Commits on " + heir.name() + " wait until " + needed
                                    + (needed == 1 ? " standby confirms" : " standbys confirm")
                                    + " them, as synchronous_standby_names says there; " + cascaded()
                                    + " follow it now")
                    .remedied(
                            "Let commits go ahead until standbys follow it",
                            heir.id(),
                            SettingChange.reloaded(facts, "synchronous_standby_names", "")));
        }
    }

    private long cascaded() {
        return around.chart().physical.stream()
                .map(Physical::stream)
                .filter(stream -> stream.sourceServer().equals(heir.id()))
                .count();
    }
}

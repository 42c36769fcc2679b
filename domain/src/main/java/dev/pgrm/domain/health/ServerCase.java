package dev.pgrm.domain.health;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.SlotName;
import java.util.ArrayList;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A server to be judged.
 *
 * @param seen none while it cannot be seen
 * @param trouble why it cannot be seen
 * @param inUse slots that belong to a stream
 * @param copying whether a slot copies a table for a subscription that is known
 */
public record ServerCase(
        String name, @Nullable Seen seen, @Nullable Trouble trouble, Set<SlotName> inUse, Predicate<Slot> copying) {
    public ServerCase {
        inUse = Set.copyOf(inUse);
    }

    public Health health() {
        if (trouble != null) {
            return Unreachable.health("Server " + name, trouble);
        }
        if (seen == null) {
            return Health.UNKNOWN;
        }
        var found = new ArrayList<Diagnosis>();
        LimitChecks.look(name, seen, found::add);
        SightChecks.look(name, seen, found::add);
        ActivityChecks.look(name, seen, found::add);
        SettingChecks.look(name, seen, found::add);
        SlotLeftovers.look(this, seen, found::add);
        Replay.look(name, seen, found::add);
        Replay.conflicts(name, seen, found::add);
        return Diagnosis.health(true, found);
    }
}

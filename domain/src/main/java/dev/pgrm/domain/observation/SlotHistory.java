package dev.pgrm.domain.observation;

import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.SlotName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the slots of a server stood when, over the last hour: whether they move, and how fast what they hold back grows. */
public record SlotHistory(Map<SlotName, List<Sample>> samples) {
    public static final SlotHistory EMPTY = new SlotHistory(Map.of());

    private static final Duration REACH = Duration.ofHours(1);
    private static final int SPARSENESS = 2;

    /**
     * @param restart from where on the slot holds WAL
     * @param end where the server's log ended
     */
    public record Sample(Instant at, Lsn restart, Lsn end) {}

    public SlotHistory {
        var copy = new HashMap<SlotName, List<Sample>>();
        samples.forEach((slot, all) -> copy.put(slot, List.copyOf(all)));
        samples = Map.copyOf(copy);
    }

    /** Slots that are gone, or hold nothing, have no history. */
    public SlotHistory with(Instant at, Lsn end, List<Slot> slots) {
        var next = new HashMap<SlotName, List<Sample>>();
        for (Slot slot : slots) {
            Lsn restart = slot.restart();
            if (restart != null) {
                var all = new ArrayList<>(of(slot.name()));
                // Of a slot of that name which was dropped and made anew, or of another log.
                all.removeIf(old -> old.restart().isAfter(restart) || old.end().isAfter(end));
                all.add(new Sample(at, restart, end));
                next.put(slot.name(), Sparse.thinned(all, Sample::at, at, REACH, SPARSENESS));
            }
        }
        return new SlotHistory(next);
    }

    public List<Sample> of(SlotName slot) {
        return samples.getOrDefault(slot, List.of());
    }

    /** Since when it was seen to hold the log from where it holds it now, which is an hour ago at most. */
    public @Nullable Instant restsSince(Slot slot) {
        Lsn restart = slot.restart();
        Instant since = null;
        for (Sample sample : of(slot.name()).reversed()) {
            if (!sample.restart().equals(restart)) {
                break;
            }
            since = sample.at();
        }
        return since;
    }
}

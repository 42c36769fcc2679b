package dev.pgrm.domain.whatif;

import dev.pgrm.domain.Trouble;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What would come of an event, or why it cannot happen. */
public sealed interface Foresight {
    /**
     * It could happen.
     *
     * @param heir the server that would take over
     * @param effects worst first
     */
    record Foreseen(UUID server, @Nullable UUID heir, List<Effect> effects) implements Foresight {
        public Foreseen {
            effects = effects.stream()
                    .sorted(Comparator.comparing(Effect::severity).reversed())
                    .toList();
        }
    }

    /** Nothing on the map has this id. */
    record Nowhere() implements Foresight {}

    /** Not to this server, or not in this way. */
    record Impossible(Trouble why) implements Foresight {}
}

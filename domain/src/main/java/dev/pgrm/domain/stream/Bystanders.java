package dev.pgrm.domain.stream;

import dev.pgrm.domain.postgres.SlotName;
import java.util.List;

/** Slots of a source whose streams are known to take nothing from a publication. Whoever has any other slot there may take from it. */
public record Bystanders(List<SlotName> slots) {
    public static final Bystanders NONE = new Bystanders(List.of());

    public Bystanders {
        slots = List.copyOf(slots);
    }
}

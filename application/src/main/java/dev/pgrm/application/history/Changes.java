package dev.pgrm.application.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What is different on the map.
 *
 * @param fresh parts that are new, or other than before
 */
public record Changes(List<Element> fresh, Set<UUID> gone) {
    public static final Changes NONE = new Changes(List.of(), Set.of());

    public Changes {
        fresh = List.copyOf(fresh);
        gone = Set.copyOf(gone);
    }

    /** @param before each as it is when steady */
    static Changes between(Map<UUID, Element> before, List<Element> now) {
        var fresh = new ArrayList<Element>();
        var gone = new HashSet<>(before.keySet());
        for (Element element : now) {
            gone.remove(element.id());
            if (!element.steady().equals(before.get(element.id()))) {
                fresh.add(element);
            }
        }
        return new Changes(fresh, gone);
    }

    /** Both at once, as of the later. */
    Changes then(Changes later) {
        Map<UUID, Element> together = new HashMap<>();
        fresh.forEach(element -> together.put(element.id(), element));
        var goneByNow = new HashSet<>(gone);
        goneByNow.addAll(later.gone);
        together.keySet().removeAll(later.gone);
        later.fresh.forEach(element -> together.put(element.id(), element));
        goneByNow.removeAll(together.keySet());
        return new Changes(List.copyOf(together.values()), goneByNow);
    }

    public boolean isEmpty() {
        return fresh.isEmpty() && gone.isEmpty();
    }
}

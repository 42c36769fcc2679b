package dev.pgrm.api.topology;

import dev.pgrm.domain.topology.Locality;
import dev.pgrm.domain.topology.Locality.Grouping;
import dev.pgrm.domain.topology.Topology;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes where everything is drawn in groups, and remembers the last few such pictures. They are not kept in the store: the same
 * structure gives the same picture in every process.
 */
@Singleton
final class GroupedMap {
    private static final Logger log = LoggerFactory.getLogger(GroupedMap.class);
    private static final int REMEMBERED = 24;

    private record Asked(String structure, Map<UUID, String> groups, Set<String> collapsed) {}

    private final Map<Asked, GroupsBody> remembered = new LinkedHashMap<>();

    /** One at a time: a large picture is a second's work, and whoever asks next mostly asks for the same. */
    synchronized GroupsBody of(Topology topology, Grouping by, Set<String> collapsed) {
        Map<UUID, String> groups = new HashMap<>();
        Locality.of(topology).forEach((server, locality) -> {
            String group = by.of(locality);
            if (group != null) {
                groups.put(server, group);
            }
        });
        var asked = new Asked(KeptLayout.fingerprint(topology), groups, known(collapsed, groups));
        GroupsBody drawn = remembered.remove(asked);
        if (drawn == null) {
            drawn = drawn(topology, asked);
        }
        remembered.put(asked, drawn);
        if (remembered.size() > REMEMBERED) {
            remembered.remove(remembered.keySet().iterator().next());
        }
        return drawn;
    }

    /** The web UI places by itself what has no place. */
    private static GroupsBody drawn(Topology topology, Asked asked) {
        try {
            return new GroupedLayout(topology, asked.groups(), asked.collapsed()).draw();
        } catch (RuntimeException e) {
            log.error(
                    "The layout of {} servers in groups failed",
                    topology.servers().size(),
                    e);
            return new GroupsBody(Map.of(), Map.of(), Map.of());
        }
    }

    /** Names that nothing bears make no other picture. */
    private static Set<String> known(Set<String> collapsed, Map<UUID, String> groups) {
        var known = Set.copyOf(groups.values());
        return collapsed.stream().filter(known::contains).collect(Collectors.toUnmodifiableSet());
    }
}

package dev.pgrm.application.history;

import dev.pgrm.application.history.Records.Version;
import dev.pgrm.application.history.Records.Versions;
import dev.pgrm.domain.topology.Topology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of the map came, went, or changed its status.
 *
 * @param was none of what came
 * @param is none of what went
 */
public record Turn(
        Instant at, @Nullable Element was, @Nullable Element is) {
    public Turn {
        if (was == null && is == null) {
            throw new IllegalArgumentException("nothing turned");
        }
    }

    /** In the order of time. What stood when history began did not come then. */
    static List<Turn> among(Versions versions, Instant begins, Instant until) {
        var turns = new ArrayList<Turn>();
        Version before = null;
        for (Version version : versions.all()) {
            Version earlier = continues(before, version) ? before : null;
            if (before != null && earlier == null) {
                end(before, turns);
            }
            begin(earlier, version, begins, turns);
            before = version;
        }
        if (before != null) {
            end(before, turns);
        }
        turns.removeIf(turn -> !turn.at.isAfter(versions.from()) || turn.at.isAfter(until));
        turns.sort(Comparator.comparing(Turn::at));
        return turns;
    }

    private static boolean continues(@Nullable Version before, Version version) {
        return before != null
                && idOf(before).equals(idOf(version))
                && version.from().equals(before.to());
    }

    private static UUID idOf(Version version) {
        return version.element().id();
    }

    private static void begin(@Nullable Version earlier, Version version, Instant begins, List<Turn> turns) {
        boolean turned = earlier == null
                ? version.from().isAfter(begins)
                : !stateOf(earlier.element()).equals(stateOf(version.element()));
        if (turned) {
            turns.add(new Turn(version.from(), earlier == null ? null : earlier.element(), version.element()));
        }
    }

    private static void end(Version last, List<Turn> turns) {
        if (last.to() != null) {
            turns.add(new Turn(last.to(), last.element(), null));
        }
    }

    /** As it is shown: what merely rests because an end cannot be reached is told apart from what rests by itself. */
    private record State(Enum<?> status, boolean stale) {}

    private static State stateOf(Element element) {
        return switch (element) {
            case Element.OfServer(Topology.MappedServer server) -> new State(server.status(), false);
            case Element.OfNode(Topology.Node node) -> new State(node.status(), false);
            case Element.OfStream(var stream) -> new State(stream.status(), stream.stale());
        };
    }
}

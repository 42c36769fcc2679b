package dev.pgrm.domain.topology;

import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.Slot.Kind;
import dev.pgrm.domain.postgres.PublicationName;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.topology.Chart.Logical;
import dev.pgrm.domain.topology.LogicalLink.UnregisteredPublisher;
import dev.pgrm.domain.topology.Sightings.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Who is known, and may use something that no stream on the map is known to use. */
final class PossibleUsers {
    private static final int NAMED = 3;

    private final Chart chart;
    private final List<String> neverSeen;

    PossibleUsers(Chart chart) {
        this.chart = chart;
        this.neverSeen = abridged(chart.links.sightings.all().stream()
                .flatMap(server -> neverSeen(chart.links.sightings, server))
                .map(database -> "Database " + database.name() + ", which was never seen, may subscribe to it")
                .toList());
    }

    private static Stream<Database> neverSeen(Sightings sightings, Sighting server) {
        return sightings.databasesOn(server).stream()
                .filter(database -> server.databases().stream()
                        .noneMatch(view -> view.id().equals(database.id()) && view.lastSeen() != null));
    }

    private static List<String> abridged(List<String> all) {
        if (all.size() <= NAMED) {
            return all;
        }
        var some = new ArrayList<>(all.subList(0, NAMED));
        some.add("So may " + (all.size() - NAMED) + " more databases that were never seen");
        return List.copyOf(some);
    }

    /** Subscriptions whose publisher nobody found may have a way to it that we do not know. */
    private Stream<Logical> lost() {
        return chart.logical.stream().filter(each -> each.link().source() instanceof UnregisteredPublisher);
    }

    private static Subscription subscription(Logical each) {
        return Objects.requireNonNull(each.link().subscriber()).subscription();
    }

    List<String> ofSlot(Kind kind, SlotName slot) {
        var users = new ArrayList<String>();
        if (kind == Kind.LOGICAL) {
            lost().filter(each -> slot.equals(subscription(each).slot()))
                    .forEach(each -> users.add(said(each) + " has a slot of that name"));
        }
        users.addAll(neverSeen);
        return users;
    }

    List<String> ofPublication(PublicationName publication) {
        var users = new ArrayList<String>();
        lost().filter(each -> subscription(each).publications().contains(publication))
                .forEach(each -> users.add(said(each) + " names a publication like it"));
        users.addAll(neverSeen);
        return users;
    }

    private String said(Logical each) {
        return "Subscription " + subscription(each).name() + " on "
                + chart.nameOf(each.stream().targetServer()) + ", whose publisher is not on the map,";
    }
}

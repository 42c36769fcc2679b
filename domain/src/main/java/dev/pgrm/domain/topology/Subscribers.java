package dev.pgrm.domain.topology;

import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.Observation.DatabaseView;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.topology.LogicalLink.Subscriber;
import dev.pgrm.domain.topology.Sightings.Instance;
import dev.pgrm.domain.topology.Sightings.Sighting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Every subscription once, however often its database is registered. */
final class Subscribers {
    /** Freshly seen before remembered; then the same one each time. */
    private static final Comparator<Subscriber> BEST_FIRST =
            Comparator.<Subscriber, Boolean>comparing(Subscriber::stale).thenComparing(Subscriber::database);

    private Subscribers() {}

    private record Key(Instance instance, Oid subscription) {}

    /**
     * One subscription.
     *
     * @param evidence of all registrations under which it is seen
     */
    record Reader(Subscriber subscriber, Set<Evidence> evidence) {
        Subscription subscription() {
            return subscriber.subscription();
        }

        Evidence main() {
            return Objects.requireNonNull(evidence.iterator().next());
        }
    }

    /** A standby shows its primary's subscriptions without running them: catalogs are replicated too. */
    static List<Reader> of(Sightings sightings) {
        Map<Key, List<Subscriber>> seen = new LinkedHashMap<>();
        sightings
                .known()
                .filter(server -> !server.facts().identity().inRecovery())
                .forEach(server -> on(server)
                        .forEach(each -> seen.computeIfAbsent(
                                        new Key(
                                                server.instance(),
                                                each.subscription().oid()),
                                        key -> new ArrayList<>())
                                .add(each)));
        return seen.values().stream().map(Subscribers::once).toList();
    }

    private static List<Subscriber> on(Sighting server) {
        var subscribers = new ArrayList<Subscriber>();
        for (DatabaseView view : server.databases()) {
            DatabaseFacts known = view.lastSeen();
            if (known != null) {
                known.subscriptions().forEach(each -> subscribers.add(new Subscriber(server, view, each)));
            }
        }
        return subscribers;
    }

    private static Reader once(List<Subscriber> same) {
        Subscriber best = same.stream().min(BEST_FIRST).orElseThrow();
        var evidence = new LinkedHashSet<Evidence>();
        evidence.add(evidenceOf(best.database(), best.subscription()));
        same.forEach(each -> evidence.add(evidenceOf(each.database(), each.subscription())));
        return new Reader(best, evidence);
    }

    private static Evidence evidenceOf(DatabaseId database, Subscription subscription) {
        return Evidence.ofSubscription(database, subscription.oid());
    }
}

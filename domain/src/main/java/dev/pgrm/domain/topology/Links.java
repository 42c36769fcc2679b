package dev.pgrm.domain.topology;

import dev.pgrm.domain.aws.RdsInventory;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.ServerFacts.ManagedBy;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.stream.SubscriptionId;
import dev.pgrm.domain.topology.LogicalLink.Publisher;
import dev.pgrm.domain.topology.LogicalLink.Subscriber;
import dev.pgrm.domain.topology.LogicalLink.UnregisteredConsumer;
import dev.pgrm.domain.topology.LogicalLink.UnregisteredPublisher;
import dev.pgrm.domain.topology.PhysicalLink.Known;
import dev.pgrm.domain.topology.PhysicalLink.Standby;
import dev.pgrm.domain.topology.PhysicalLink.UnregisteredRds;
import dev.pgrm.domain.topology.PhysicalLink.UnregisteredStandby;
import dev.pgrm.domain.topology.PhysicalLink.UnregisteredUpstream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first half of making the map: which ends belong together. It names the evidence under which ids have to be known before
 * the second half, {@link #draw}, can make the map.
 */
public final class Links {
    static final Links NONE = find(Registered.NOTHING, Map.of(), RdsInventory.NOTHING, Instant.EPOCH, Duration.ZERO);

    final Sightings sightings;
    final List<LogicalLink> logical;
    final List<PhysicalLink> physical;
    final Map<ServerId, ManagedBy> managed;
    private final Registered registered;

    private Links(
            Registered registered,
            Sightings sightings,
            List<LogicalLink> logical,
            List<PhysicalLink> physical,
            Map<ServerId, ManagedBy> managed) {
        this.registered = registered;
        this.sightings = sightings;
        this.logical = logical;
        this.physical = physical;
        this.managed = managed;
    }

    /**
     * Finds them.
     *
     * @param rds what RDS says of its own replicas, if it was asked
     * @param staleAfter how old an observation may be before the server counts as not being watched
     */
    public static Links find(
            Registered registered,
            Map<ServerId, Observation> observations,
            RdsInventory rds,
            Instant now,
            Duration staleAfter) {
        var sightings = new Sightings(registered, observations, now, staleAfter);
        var physical = RdsMatching.of(sightings, PhysicalMatching.of(sightings), rds);
        return new Links(registered, sightings, LogicalMatching.of(sightings), physical.links(), physical.managed());
    }

    /** One set for each thing on the map that is not registered itself: all of its evidence stands for one id. */
    public Set<Set<Evidence>> evidence() {
        var sets = new LinkedHashSet<Set<Evidence>>();
        for (LogicalLink link : logical) {
            sets.add(link.evidence());
            PlaceOfEnd source = placeOfSource(link);
            PlaceOfEnd target = placeOfTarget(link);
            addTo(sets, source);
            addTo(sets, target);
        }
        for (PhysicalLink link : physical) {
            sets.add(link.evidence());
            addTo(sets, placeOfUpstream(link));
            addTo(sets, placeOfDownstream(link));
        }
        return sets;
    }

    /** Those that can be drawn while no ids are to be had for the others. */
    public Links knownTo(Identities identities) {
        return new Links(
                registered,
                sightings,
                logical.stream()
                        .filter(link -> identities.know(link.mainEvidence())
                                && know(identities, placeOfSource(link))
                                && know(identities, placeOfTarget(link)))
                        .toList(),
                physical.stream()
                        .filter(link -> identities.know(link.mainEvidence())
                                && know(identities, placeOfUpstream(link))
                                && know(identities, placeOfDownstream(link)))
                        .toList(),
                managed);
    }

    private static boolean know(Identities identities, @Nullable PlaceOfEnd place) {
        return place == null
                || ((place.server() == null || identities.know(place.server()))
                        && (place.node() == null || identities.know(place.node())));
    }

    /** The map, with every id looked up in {@code identities}, which has to know all of {@link #evidence()}. */
    public Topology draw(Identities identities) {
        return new Drawing(this, identities).draw();
    }

    private static void addTo(Set<Set<Evidence>> sets, @Nullable PlaceOfEnd place) {
        if (place != null) {
            if (place.server() != null) {
                var server = new LinkedHashSet<Evidence>();
                server.add(place.server());
                server.addAll(place.aliases());
                sets.add(server);
            }
            if (place.node() != null) {
                sets.add(Set.of(place.node()));
            }
        }
    }

    /**
     * Where an end that nobody registered stands on the map: its own server or a registered one, and its database if it has one.
     *
     * @param aliases further evidence of the server
     */
    record PlaceOfEnd(@Nullable Evidence server, @Nullable Evidence node, Set<Evidence> aliases) {
        PlaceOfEnd(@Nullable Evidence server, @Nullable Evidence node) {
            this(server, node, Set.of());
        }

        static PlaceOfEnd of(RdsMember member) {
            return new PlaceOfEnd(member.mainEvidence(), null, member.evidence());
        }
    }

    @Nullable
    PlaceOfEnd placeOfSource(LogicalLink link) {
        return switch (link.source()) {
            case Publisher publisher ->
                databaseOn(publisher) != null
                        ? null
                        : new PlaceOfEnd(
                                null,
                                Evidence.ofDatabaseOn(publisher.server().id().toString(), publisher.database()));
            case UnregisteredPublisher(var endpoint, var database) -> {
                Evidence server = endpoint == null
                        ? Evidence.ofConsumerServer(link.mainEvidence())
                        : Evidence.ofServerAt(endpoint);
                yield new PlaceOfEnd(server, Evidence.ofDatabaseOn(server.text(), database == null ? "?" : database));
            }
        };
    }

    static @Nullable PlaceOfEnd placeOfTarget(LogicalLink link) {
        if (link.target() instanceof UnregisteredConsumer) {
            Evidence server = Evidence.ofConsumerServer(link.mainEvidence());
            return new PlaceOfEnd(server, Evidence.ofDatabaseOn(server.text(), "?"));
        }
        return null;
    }

    static @Nullable PlaceOfEnd placeOfUpstream(PhysicalLink link) {
        return switch (link.upstream()) {
            case Known _ -> null;
            case UnregisteredUpstream(var endpoint) -> new PlaceOfEnd(Evidence.ofServerAt(endpoint), null);
            case UnregisteredRds(var member) -> PlaceOfEnd.of(member);
        };
    }

    static @Nullable PlaceOfEnd placeOfDownstream(PhysicalLink link) {
        return switch (link.downstream()) {
            case Standby _ -> null;
            case UnregisteredStandby _ -> new PlaceOfEnd(Evidence.ofConsumerServer(link.mainEvidence()), null);
            case UnregisteredRds(var member) -> PlaceOfEnd.of(member);
        };
    }

    /** Whether its subscription was made or adopted here. */
    boolean manage(LogicalLink link) {
        Subscriber subscriber = link.subscriber();
        return subscriber != null
                && registered
                        .managed()
                        .contains(new SubscriptionId(
                                subscriber.database(), subscriber.subscription().oid()));
    }

    /** The registered database that a publisher's slot belongs to. */
    @Nullable
    Database databaseOn(Publisher publisher) {
        return sightings.databasesOn(publisher.server()).stream()
                .filter(database -> database.spec().database().equals(publisher.database()))
                .findFirst()
                .orElse(null);
    }
}

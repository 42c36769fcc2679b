package dev.pgrm.domain.topology;

import dev.pgrm.domain.aws.RdsDatabase;
import dev.pgrm.domain.aws.RdsInventory;
import dev.pgrm.domain.observation.ServerFacts.ManagedBy;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.stream.Match;
import dev.pgrm.domain.stream.Match.Certainty;
import dev.pgrm.domain.topology.PhysicalLink.ByRds;
import dev.pgrm.domain.topology.PhysicalLink.Downstream;
import dev.pgrm.domain.topology.PhysicalLink.Known;
import dev.pgrm.domain.topology.PhysicalLink.Standby;
import dev.pgrm.domain.topology.PhysicalLink.UnregisteredRds;
import dev.pgrm.domain.topology.PhysicalLink.UnregisteredStandby;
import dev.pgrm.domain.topology.PhysicalLink.Upstream;
import dev.pgrm.domain.topology.RdsRelations.Relation;
import dev.pgrm.domain.topology.Sightings.Sighting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds what RDS says of its physical replicas to what the servers show themselves.
 *
 * <p>RDS knows who follows whom, also where we see neither; servers know how far it has come. So a link that the servers
 * proved stays, one that was inferred gives way, and a standby that is known by its sender alone is the replica that RDS has for
 * it: nobody but RDS may follow an instance of RDS by its log.
 */
final class RdsMatching {
    private final Sightings sightings;
    /** By the ARN of the instance. */
    private final Map<String, Sighting> registered = new LinkedHashMap<>();

    private final Map<ServerId, ManagedBy> managed = new HashMap<>();
    private final List<PhysicalLink> links = new ArrayList<>();
    private final Map<ServerId, PhysicalLink> toStandby = new LinkedHashMap<>();

    /** Standbys known by their senders alone, by what they follow. */
    private final Map<ServerId, List<PhysicalLink>> strangers = new LinkedHashMap<>();

    private RdsMatching(Sightings sightings, List<PhysicalLink> links, RdsInventory inventory, RdsRelations relations) {
        this.sightings = sightings;
        links.forEach(this::sort);
        inventory.databases().stream()
                .filter(each -> each.kind() == RdsDatabase.Kind.INSTANCE)
                .forEach(each -> note(each, relations));
    }

    private void sort(PhysicalLink link) {
        if (link.downstream() instanceof Standby(var standby)) {
            toStandby.put(standby.id(), link);
        } else if (link.downstream() instanceof UnregisteredStandby && link.upstream() instanceof Known known) {
            strangers
                    .computeIfAbsent(known.server().id(), key -> new ArrayList<>())
                    .add(link);
        } else {
            links.add(link);
        }
    }

    /** @param managed who runs the servers that RDS knows, by the id under which they are drawn */
    record Enriched(List<PhysicalLink> links, Map<ServerId, ManagedBy> managed) {}

    static Enriched of(Sightings sightings, List<PhysicalLink> links, RdsInventory inventory) {
        if (inventory.databases().isEmpty()) {
            return new Enriched(links, Map.of());
        }
        var relations = new RdsRelations(inventory);
        var matching = new RdsMatching(sightings, links, inventory, relations);
        return new Enriched(matching.match(relations.all()), Map.copyOf(matching.managed));
    }

    private void note(RdsDatabase instance, RdsRelations relations) {
        relations.addressesOf(instance).stream()
                .flatMap(address -> sightings.registeredAt(address).stream())
                .findFirst()
                .ifPresent(sighting -> {
                    registered.put(instance.arn(), sighting);
                    managed.put(sighting.id(), RdsMember.of(instance).managedBy());
                });
    }

    private List<PhysicalLink> match(List<Relation> all) {
        var open = new ArrayList<>(onTheMap(all));
        open.removeIf(this::outdated);
        open.removeIf(this::confirm);
        open.removeIf(this::takeSenderOfItsSlot);
        Map<ServerId, List<Relation>> bySource = new LinkedHashMap<>();
        for (Relation relation : open) {
            Sighting source = sourceOf(relation);
            if (source == null || relation.shared()) {
                links.add(link(relation, null));
            } else {
                bySource.computeIfAbsent(source.id(), key -> new ArrayList<>()).add(relation);
            }
        }
        bySource.forEach(this::explain);
        links.addAll(toStandby.values());
        strangers.values().forEach(links::addAll);
        return List.copyOf(links);
    }

    private @Nullable Sighting sourceOf(Relation relation) {
        return registered.get(relation.source().arn());
    }

    /** Those that a chain of replication joins to something that is registered. */
    private List<Relation> onTheMap(List<Relation> all) {
        Set<String> shown = new HashSet<>(registered.keySet());
        int before;
        do {
            before = shown.size();
            for (Relation relation : all) {
                String source = relation.source().arn();
                String replica = relation.replica().arn();
                if (shown.contains(source) || shown.contains(replica)) {
                    shown.add(source);
                    shown.add(replica);
                }
            }
        } while (shown.size() > before);
        return all.stream()
                .filter(relation -> shown.contains(relation.source().arn()))
                .toList();
    }

    /** What a server shows of itself now is newer than what RDS said minutes ago; and one server has no stream to itself. */
    private boolean outdated(Relation relation) {
        Sighting replica = registered.get(relation.replica().arn());
        if (replica == null) {
            return false;
        }
        boolean echo = replica.seen() != null && sightings.instances().stream().noneMatch(each -> same(each, replica));
        boolean promoted = replica.seen() != null
                && !replica.stale()
                && !replica.facts().identity().inRecovery();
        return echo || promoted || same(replica, sourceOf(relation));
    }

    /** A standby has one source: if a link shows it already, RDS confirms it, or knows better than what was only inferred. */
    private boolean confirm(Relation relation) {
        Sighting replica = registered.get(relation.replica().arn());
        return replica != null
                && toStandby.computeIfPresent(replica.id(), (id, link) -> confirmed(link, relation)) != null;
    }

    private PhysicalLink confirmed(PhysicalLink link, Relation relation) {
        Sighting source = sourceOf(relation);
        boolean agreed = link.upstream() instanceof Known known && same(known.server(), source);
        boolean proven = link.match().certainty() == Certainty.PROVEN && link.upstream() instanceof Known;
        Set<Evidence> evidence = joined(link.evidence(), relation.replica().streamEvidence());
        return agreed || proven
                ? new PhysicalLink(
                        evidence,
                        proven ? link.match() : says(relation),
                        link.upstream(),
                        link.downstream(),
                        agreed ? by(relation) : null)
                : new PhysicalLink(evidence, says(relation), upstream(relation, null), link.downstream(), by(relation));
    }

    private boolean takeSenderOfItsSlot(Relation relation) {
        Sighting source = sourceOf(relation);
        List<PhysicalLink> served = source == null ? List.of() : strangersOf(source.id());
        for (PhysicalLink link : List.copyOf(served)) {
            if (link.upstream() instanceof Known known
                    && known.slot() != null
                    && relation.replica().hasSlot(known.slot().name().value())) {
                served.remove(link);
                links.add(link(relation, link));
                return true;
            }
        }
        return false;
    }

    /** Which sender serves which replica is plain for one alone; of several, each is shown without a sender of its own. */
    private void explain(ServerId source, List<Relation> relations) {
        List<PhysicalLink> served = strangersOf(source);
        PhysicalLink plain = relations.size() == 1 && served.size() == 1 ? served.getFirst() : null;
        served.subList(0, Math.min(relations.size(), served.size())).clear();
        relations.forEach(relation -> links.add(link(relation, plain)));
    }

    private List<PhysicalLink> strangersOf(ServerId source) {
        return strangers.computeIfAbsent(source, key -> new ArrayList<>());
    }

    private static boolean same(Sighting one, @Nullable Sighting other) {
        return other != null && one.id().equals(other.id());
    }

    /** @param served the link that showed it by its sender alone */
    private PhysicalLink link(Relation relation, @Nullable PhysicalLink served) {
        Sighting replica = registered.get(relation.replica().arn());
        Set<Evidence> evidence = relation.replica().streamEvidence();
        Downstream downstream = replica == null ? new UnregisteredRds(relation.replica()) : new Standby(replica);
        return new PhysicalLink(
                replica == null ? evidence : joined(Set.of(Evidence.ofStandby(replica.id())), evidence),
                says(relation),
                upstream(relation, served),
                downstream,
                by(relation));
    }

    private Upstream upstream(Relation relation, @Nullable PhysicalLink served) {
        Sighting source = sourceOf(relation);
        if (served != null) {
            return served.upstream();
        }
        return source == null ? new UnregisteredRds(relation.source()) : new Known(source, null, null);
    }

    private static ByRds by(Relation relation) {
        return new ByRds(relation.replica(), relation.shared());
    }

    private static Match says(Relation relation) {
        return new Match(
                Certainty.PROVEN,
                "RDS says that " + relation.replica().identifier()
                        + (relation.shared() ? " reads the storage of " : " is a replica of ")
                        + relation.source().identifier());
    }

    private static Set<Evidence> joined(Set<Evidence> first, Set<Evidence> more) {
        var all = new LinkedHashSet<>(first);
        all.addAll(more);
        return all;
    }
}

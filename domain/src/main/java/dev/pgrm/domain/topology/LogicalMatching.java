package dev.pgrm.domain.topology;

import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.observation.DatabaseFacts.ApplyWorker;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.Observation.DatabaseSeen;
import dev.pgrm.domain.observation.PublisherAddress;
import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.stream.Match;
import dev.pgrm.domain.stream.Match.Certainty;
import dev.pgrm.domain.topology.LogicalLink.Publisher;
import dev.pgrm.domain.topology.LogicalLink.Source;
import dev.pgrm.domain.topology.LogicalLink.Subscriber;
import dev.pgrm.domain.topology.LogicalLink.UnregisteredConsumer;
import dev.pgrm.domain.topology.LogicalLink.UnregisteredPublisher;
import dev.pgrm.domain.topology.Sightings.Sighting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the publisher of every subscription, and the slots in use by consumers that nobody registered.
 *
 * <p>Strongest evidence first: the name of a table-sync slot holds the subscriber's system identifier; a connection string that
 * leads to a registered address names server and database; else slot name and database, supported by names and positions. A slot
 * feeds one subscription, so what is proven is taken before anything is inferred.
 */
final class LogicalMatching {
    private static final Bytes CLOSE = new Bytes(16 << 20);

    private final Sightings sightings;
    private final Set<TakenSlot> taken = new HashSet<>();
    private final List<LogicalLink> links = new ArrayList<>();

    private record TakenSlot(ServerId server, SlotName slot) {}

    private record Candidate(Publisher publisher, Slot slot, int support) {}

    private LogicalMatching(Sightings sightings) {
        this.sightings = sightings;
    }

    static List<LogicalLink> of(Sightings sightings) {
        return new LogicalMatching(sightings).match();
    }

    private List<LogicalLink> match() {
        var unproven = new ArrayList<Subscriber>();
        for (Subscriber subscriber : subscribers()) {
            if (!prove(subscriber)) {
                unproven.add(subscriber);
            }
        }
        unproven.forEach(this::infer);
        sightings.known().forEach(this::addUnregisteredConsumers);
        return links;
    }

    /** A standby shows its primary's subscriptions without running them: catalogs are replicated too. */
    private List<Subscriber> subscribers() {
        return sightings
                .known()
                .filter(server -> !server.facts().identity().inRecovery())
                .flatMap(server -> server.databases().stream()
                        .filter(DatabaseSeen.class::isInstance)
                        .map(DatabaseSeen.class::cast)
                        .flatMap(database -> database.facts().subscriptions().stream()
                                .map(subscription -> new Subscriber(server, database.id(), subscription))))
                .toList();
    }

    private boolean prove(Subscriber subscriber) {
        for (Candidate candidate : candidates(subscriber)) {
            if (copiesForUs(candidate.publisher(), subscriber)) {
                return link(
                        subscriber,
                        candidate.publisher(),
                        Certainty.PROVEN,
                        "a table-sync slot there names this subscription");
            }
        }
        PublisherAddress address = subscriber.subscription().publisher();
        if (address == null || address.database() == null) {
            return false;
        }
        for (Endpoint endpoint : address.endpoints()) {
            Sighting server = sightings.at(endpoint);
            if (server != null && !leadsToItself(subscriber, server, address)) {
                Publisher publisher =
                        new Publisher(server, address.database(), slotOn(server, subscriber, address.database()));
                return link(
                        subscriber,
                        publisher,
                        Certainty.PROVEN,
                        "its connection leads to " + endpoint + ", database " + address.database());
            }
        }
        return false;
    }

    /**
     * A loopback address means another machine to the subscriber than to us. A database never subscribes to itself, while
     * streams between two databases of one server are as good as any other.
     */
    private static boolean leadsToItself(Subscriber subscriber, Sighting server, PublisherAddress address) {
        return server.id().equals(subscriber.server().id())
                && server.databases().stream()
                        .anyMatch(view -> view instanceof DatabaseSeen seen
                                && seen.id().equals(subscriber.database())
                                && seen.facts().name().equals(address.database()));
    }

    private void infer(Subscriber subscriber) {
        List<Candidate> candidates = candidates(subscriber).stream()
                .filter(candidate -> !isTaken(candidate.publisher().server(), candidate.slot()))
                .sorted(Comparator.comparingInt(Candidate::support).reversed())
                .toList();
        if (candidates.isEmpty()) {
            linkToUnregistered(subscriber);
            return;
        }
        Candidate best = candidates.getFirst();
        boolean rivalled = candidates.size() > 1 && candidates.get(1).support() == best.support();
        link(
                subscriber,
                best.publisher(),
                rivalled ? Certainty.AMBIGUOUS : Certainty.INFERRED,
                rivalled
                        ? candidates.size() + " servers have a slot of this name; nothing seen so far tells them apart"
                        : "slot " + best.slot().name() + " of this name and its position fit");
    }

    private List<Candidate> candidates(Subscriber subscriber) {
        SlotName wanted = subscriber.subscription().slot();
        if (wanted == null) {
            return List.of();
        }
        PublisherAddress address = subscriber.subscription().publisher();
        String database = address == null ? null : address.database();
        return sightings
                .known()
                .flatMap(server -> server.facts().slots().stream()
                        .filter(slot -> slot.name().equals(wanted) && feeds(slot))
                        .filter(slot -> database == null || database.equals(slot.database()))
                        .map(slot -> candidate(server, slot, subscriber)))
                .toList();
    }

    private static Candidate candidate(Sighting server, Slot slot, Subscriber subscriber) {
        Publisher publisher = new Publisher(server, databaseOf(slot), slot);
        return new Candidate(publisher, slot, support(publisher, slot, subscriber));
    }

    private static String databaseOf(Slot slot) {
        return Objects.requireNonNullElse(slot.database(), "");
    }

    /** What speaks for a candidate, counted. */
    private static int support(Publisher publisher, Slot slot, Subscriber subscriber) {
        Subscription subscription = subscriber.subscription();
        ApplyWorker worker = subscription.worker();
        int support = slot.active() == (worker != null) ? 1 : 0;
        Sender sender = publisher.sender();
        if (sender != null
                && sender.applicationName().equals(subscription.name().value())) {
            support++;
        }
        if (worker != null && near(worker.latestEnd(), slot.confirmedFlush())) {
            support++;
        }
        return support;
    }

    private static boolean near(@Nullable Lsn one, @Nullable Lsn other) {
        return one != null
                && other != null
                && one.behind(other).plus(other.behind(one)).compareTo(CLOSE) <= 0;
    }

    private static boolean copiesForUs(Publisher publisher, Subscriber subscriber) {
        String system = subscriber.server().facts().identity().system().toString();
        long subscription = subscriber.subscription().oid().value();
        return publisher.server().facts().slots().stream().anyMatch(slot -> slot.copiesFor(subscription, system));
    }

    private static @Nullable Slot slotOn(Sighting server, Subscriber subscriber, String database) {
        return server.seen() == null
                ? null
                : server.facts().slots().stream()
                        .filter(slot ->
                                slot.name().equals(subscriber.subscription().slot()) && feeds(slot))
                        .filter(slot -> database.equals(slot.database()))
                        .findFirst()
                        .orElse(null);
    }

    private void addUnregisteredConsumers(Sighting server) {
        for (Slot slot : server.facts().slots()) {
            if (slot.active() && feeds(slot) && !slot.copiesTable() && !isTaken(server, slot)) {
                Publisher publisher = new Publisher(server, databaseOf(slot), slot);
                Sender sender = publisher.sender();
                links.add(new LogicalLink(
                        Set.of(Evidence.ofSlot(server.facts().identity().system(), slot.name())),
                        new Match(Certainty.PROVEN, "the slot is in use; no registered database has this subscription"),
                        publisher,
                        new UnregisteredConsumer(
                                sender == null ? null : sender.clientAddress(),
                                sender == null ? slot.name().value() : sender.applicationName())));
            }
        }
    }

    private boolean link(Subscriber subscriber, Publisher publisher, Certainty certainty, String why) {
        var evidence = new LinkedHashSet<Evidence>();
        evidence.add(evidenceOf(subscriber.database(), subscriber.subscription()));
        Slot slot = publisher.slot();
        if (slot != null) {
            taken.add(new TakenSlot(publisher.server().id(), slot.name()));
            if (certainty != Certainty.AMBIGUOUS) {
                evidence.add(
                        Evidence.ofSlot(publisher.server().facts().identity().system(), slot.name()));
            }
        }
        return links.add(new LogicalLink(evidence, new Match(certainty, why), publisher, subscriber));
    }

    private void linkToUnregistered(Subscriber subscriber) {
        PublisherAddress address = subscriber.subscription().publisher();
        Endpoint endpoint = address == null || address.endpoints().isEmpty()
                ? null
                : address.endpoints().getFirst();
        Source source = new UnregisteredPublisher(endpoint, address == null ? null : address.database());
        links.add(new LogicalLink(
                Set.of(evidenceOf(subscriber.database(), subscriber.subscription())),
                endpoint == null
                        ? new Match(
                                Certainty.INFERRED,
                                "no registered server has its slot, and its connection string is hidden from us")
                        : new Match(
                                Certainty.PROVEN, "its connection leads to " + endpoint + ", which is not registered"),
                source,
                subscriber));
    }

    private static Evidence evidenceOf(DatabaseId database, Subscription subscription) {
        return Evidence.ofSubscription(database, subscription.oid());
    }

    private boolean isTaken(Sighting server, Slot slot) {
        return taken.contains(new TakenSlot(server.id(), slot.name()));
    }

    private static boolean feeds(Slot slot) {
        return slot.kind() == Slot.Kind.LOGICAL && !slot.temporary() && !slot.synced();
    }
}

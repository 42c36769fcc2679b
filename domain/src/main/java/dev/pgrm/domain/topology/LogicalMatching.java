package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.PublisherAddress;
import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.stream.Match;
import dev.pgrm.domain.stream.Match.Certainty;
import dev.pgrm.domain.topology.FeedingSlots.Owned;
import dev.pgrm.domain.topology.LogicalLink.Publisher;
import dev.pgrm.domain.topology.LogicalLink.Subscriber;
import dev.pgrm.domain.topology.LogicalLink.UnregisteredConsumer;
import dev.pgrm.domain.topology.LogicalLink.UnregisteredPublisher;
import dev.pgrm.domain.topology.Sightings.Sighting;
import dev.pgrm.domain.topology.Subscribers.Reader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the publisher of every subscription, and the slots in use by consumers that nobody registered.
 *
 * <p>Strongest evidence first: a connection string that leads to a registered server with the slot; the name of a table-sync
 * slot, which holds the subscriber's system identifier; else slot name and database, supported by names and positions. A slot
 * feeds one subscription, so what is proven is taken before anything is inferred.
 */
final class LogicalMatching {
    private final Sightings sightings;
    private final FeedingSlots slots;
    private final Set<TakenSlot> taken = new HashSet<>();
    private final Set<Evidence> awaited = new HashSet<>();
    private final List<LogicalLink> links = new ArrayList<>();

    private record TakenSlot(ServerId server, SlotName slot) {}

    /** A slot that may be the one which feeds a reader. */
    private record Candidate(Reader reader, Sighting server, Slot slot, Support support, String why) {
        static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(Candidate::support, Support.BEST_FIRST);

        Publisher publisher() {
            return new Publisher(server, Objects.requireNonNullElse(slot.database(), ""), slot);
        }
    }

    private LogicalMatching(Sightings sightings) {
        this.sightings = sightings;
        this.slots = new FeedingSlots(sightings.instances());
    }

    static List<LogicalLink> of(Sightings sightings) {
        return new LogicalMatching(sightings).match();
    }

    private List<LogicalLink> match() {
        var proven = new ArrayList<Candidate>();
        var open = new ArrayList<Reader>();
        for (Reader reader : Subscribers.of(sightings)) {
            Candidate proof = proof(reader);
            if (proof != null) {
                proven.add(proof);
            } else if (!linkByAddressAlone(reader)) {
                open.add(reader);
            }
        }
        proven.stream().sorted(Candidate.BEST_FIRST).forEach(this::grant);
        infer(open).forEach(this::linkWithoutSlot);
        sightings.instances().forEach(this::addUnregisteredConsumers);
        return links;
    }

    private @Nullable Candidate proof(Reader reader) {
        for (Endpoint endpoint : addresses(reader)) {
            List<Sighting> there = sightings.registeredAt(endpoint);
            String why = "its connection leads to " + endpoint;
            Candidate found = best(there, reader, why);
            if (found != null) {
                return found;
            }
            List<Sighting> listening = sightings.listeningAt(endpoint);
            found = there.isEmpty() ? only(listening, reader, why) : null;
            if (found != null) {
                return found;
            }
        }
        return candidates(reader, "a table-sync slot there names this subscription")
                .filter(candidate -> copiesFor(candidate.server(), reader))
                .min(Candidate.BEST_FIRST)
                .orElse(null);
    }

    private @Nullable Candidate best(List<Sighting> servers, Reader reader, String why) {
        return on(servers, reader, why).min(Candidate.BEST_FIRST).orElse(null);
    }

    /** Networks that know nothing of each other use the same private addresses. */
    private @Nullable Candidate only(List<Sighting> servers, Reader reader, String why) {
        List<Candidate> found = on(servers, reader, why).toList();
        return found.size() == 1 ? found.getFirst() : null;
    }

    private Stream<Candidate> on(List<Sighting> servers, Reader reader, String why) {
        return candidates(reader, why).filter(candidate -> servers.contains(candidate.server()));
    }

    private Stream<Candidate> candidates(Reader reader, String why) {
        PublisherAddress address = reader.subscription().publisher();
        String database = address == null ? null : address.database();
        return slots.named(reader.subscription().slot()).stream()
                .filter(owned ->
                        database == null || database.equals(owned.slot().database()))
                .map(owned -> candidate(owned, reader, why));
    }

    private static Candidate candidate(Owned owned, Reader reader, String why) {
        return new Candidate(
                reader, owned.server(), owned.slot(), Support.of(owned.server(), owned.slot(), reader), why);
    }

    private static boolean copiesFor(Sighting server, Reader reader) {
        String system = reader.subscriber().server().system().toString();
        long subscription = reader.subscription().oid().value();
        return server.facts().slots().stream().anyMatch(slot -> slot.copiesFor(subscription, system));
    }

    /** All that a connection string leads to, as its subscriber understands it. */
    private static List<Endpoint> addresses(Reader reader) {
        PublisherAddress address = reader.subscription().publisher();
        return address == null
                ? List.of()
                : address.endpoints().stream()
                        .flatMap(
                                endpoint -> Sightings.usedBy(reader.subscriber().server(), endpoint).stream())
                        .toList();
    }

    /** Where it connects is known, though the slot is not there, or nobody has seen that server. */
    private boolean linkByAddressAlone(Reader reader) {
        PublisherAddress address = reader.subscription().publisher();
        if (address == null || address.database() == null || throughLoopback(address)) {
            return false;
        }
        return linkByAddressAlone(reader, address.database());
    }

    /** A loopback address may be the near end of a tunnel, so a fitting slot elsewhere counts for more. */
    private static boolean throughLoopback(PublisherAddress address) {
        return address.endpoints().stream().anyMatch(Addresses::loopback);
    }

    private boolean linkByAddressAlone(Reader reader, String database) {
        for (Endpoint endpoint : addresses(reader)) {
            for (Sighting server : sightings.registeredAt(endpoint)) {
                if (!leadsToItself(reader.subscriber(), server, database)) {
                    return link(
                            reader,
                            new Publisher(server, database, null),
                            new Match(
                                    Certainty.PROVEN,
                                    "its connection leads to " + endpoint + ", database " + database));
                }
            }
        }
        return false;
    }

    /** A database never subscribes to itself, while streams between two databases of one server are as good as any other. */
    private static boolean leadsToItself(Subscriber subscriber, Sighting server, String database) {
        DatabaseFacts own = subscriber.view().lastSeen();
        return server.id().equals(subscriber.server().id())
                && own != null
                && own.name().equals(database);
    }

    private void grant(Candidate proof) {
        Publisher publisher = proof.publisher();
        link(
                proof.reader(),
                taken.add(taken(proof)) ? publisher : publisher.withoutSlot(),
                new Match(Certainty.PROVEN, proof.why() + ", database " + publisher.database()));
    }

    private static TakenSlot taken(Candidate candidate) {
        return new TakenSlot(candidate.server().id(), candidate.slot().name());
    }

    /** Returns those for which nothing was found. */
    private List<Reader> infer(List<Reader> open) {
        List<Candidate> free = open.stream()
                .flatMap(reader ->
                        candidates(reader, "slot " + reader.subscription().slot() + " and its position fit"))
                .filter(candidate -> !taken.contains(taken(candidate)))
                .filter(candidate -> !candidate.support().contradicted())
                .sorted(Candidate.BEST_FIRST)
                .toList();
        var byReader = free.stream()
                .collect(Collectors.groupingBy(candidate -> candidate.reader().main()));
        var bySlot = free.stream().collect(Collectors.groupingBy(LogicalMatching::taken));
        var linked = new HashSet<Evidence>();
        for (Candidate candidate : free) {
            Evidence reader = candidate.reader().main();
            TakenSlot slot = taken(candidate);
            if (!linked.contains(reader) && taken.add(slot)) {
                linked.add(reader);
                long rivals = rivals(candidate, byReader.get(reader)) + rivals(candidate, bySlot.get(slot));
                link(candidate.reader(), candidate.publisher(), matchOf(candidate, rivals));
            }
        }
        return open.stream().filter(reader -> !linked.contains(reader.main())).toList();
    }

    private static long rivals(Candidate candidate, @Nullable List<Candidate> all) {
        return Objects.requireNonNull(all).stream()
                        .filter(other -> Support.BEST_FIRST.compare(other.support(), candidate.support()) == 0)
                        .count()
                - 1;
    }

    private static Match matchOf(Candidate candidate, long rivals) {
        return rivals == 0
                ? new Match(Certainty.INFERRED, candidate.why())
                : new Match(
                        Certainty.AMBIGUOUS,
                        "slot " + candidate.slot().name() + " has " + (rivals + 1)
                                + " possible partners; nothing seen so far tells them apart");
    }

    private void linkWithoutSlot(Reader reader) {
        PublisherAddress address = reader.subscription().publisher();
        String database = address == null ? null : address.database();
        if (database != null && linkByAddressAlone(reader, database)) {
            return;
        }
        Endpoint endpoint = addresses(reader).stream()
                .filter(each -> sightings.registeredAt(each).isEmpty())
                .findFirst()
                .orElse(null);
        links.add(new LogicalLink(
                reader.evidence(),
                endpoint == null
                        ? new Match(
                                Certainty.INFERRED,
                                "no registered server has its slot, and where it connects to is hidden from us")
                        : new Match(
                                Certainty.PROVEN, "its connection leads to " + endpoint + ", which is not registered"),
                new UnregisteredPublisher(endpoint, database),
                reader.subscriber()));
    }

    private void addUnregisteredConsumers(Sighting server) {
        for (Slot slot : server.facts().slots()) {
            if (slot.active()
                    && FeedingSlots.feeds(server, slot)
                    && !slot.copiesTable()
                    && !taken.contains(new TakenSlot(server.id(), slot.name()))
                    && !slots.handedOn(server, slot)) {
                Publisher publisher = new Publisher(server, Objects.requireNonNullElse(slot.database(), ""), slot);
                Sender sender = publisher.sender();
                links.add(new LogicalLink(
                        Set.of(evidenceOf(server, slot)),
                        new Match(Certainty.PROVEN, "the slot is in use; no registered database has this subscription"),
                        publisher,
                        new UnregisteredConsumer(
                                sender == null ? null : sender.clientAddress(),
                                sender == null ? slot.name().value() : sender.applicationName())));
            }
        }
    }

    private Evidence evidenceOf(Sighting server, Slot slot) {
        boolean handedDown = slots.named(slot.name()).stream()
                .filter(owned -> owned.server().system().equals(server.system()))
                .filter(owned -> !owned.server().id().equals(server.id()))
                .allMatch(owned -> slots.handedOn(owned.server(), owned.slot()));
        return handedDown ? Evidence.ofSlot(server.system(), slot.name()) : Evidence.ofSlotOn(server.id(), slot.name());
    }

    private boolean link(Reader reader, Publisher publisher, Match match) {
        var evidence = new LinkedHashSet<>(reader.evidence());
        Slot slot = publisher.slot();
        if (slot == null) {
            addSlotNotSeenYet(evidence, reader, publisher);
        } else if (match.certainty() != Certainty.AMBIGUOUS && slots.onlyOneOfItsFamily(publisher.server(), slot)) {
            evidence.add(Evidence.ofSlot(publisher.server().system(), slot.name()));
        }
        return links.add(new LogicalLink(evidence, match, publisher, reader.subscriber()));
    }

    /** Whichever end of a new stream is seen first, its id is the same. */
    private void addSlotNotSeenYet(Set<Evidence> evidence, Reader reader, Publisher publisher) {
        SlotName name = reader.subscription().slot();
        if (name != null && publisher.server().seen() != null && !slots.exist(publisher.server(), name)) {
            Evidence slot = Evidence.ofSlot(publisher.server().system(), name);
            if (awaited.add(slot)) {
                evidence.add(slot);
            }
        }
    }
}

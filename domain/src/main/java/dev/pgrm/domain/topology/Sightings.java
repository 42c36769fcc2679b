package dev.pgrm.domain.topology;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Observation.Unseen;
import dev.pgrm.domain.observation.ServerFacts;
import dev.pgrm.domain.observation.ServerFacts.Identity;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.SystemIdentifier;
import dev.pgrm.domain.server.Server;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every registered server with what is known of it, two addresses of one instance folded into one.
 */
final class Sightings {
    private final List<Sighting> all;
    private final List<Sighting> instances;
    private final Map<ServerId, Sighting> byServer = new HashMap<>();
    private final Map<ServerId, List<Database>> databases = new HashMap<>();
    private final Map<Endpoint, List<Sighting>> registeredAt = new HashMap<>();
    private final Map<Endpoint, List<Sighting>> listeningAt = new HashMap<>();
    private final Map<SystemIdentifier, List<Sighting>> families;

    /**
     * One instance.
     *
     * @param server the first of its registrations
     * @param addresses all endpoints it was registered with
     * @param trouble why nothing newer than {@code seen} is known; none while it is being seen
     * @param pending nobody has tried to see it yet
     */
    record Sighting(
            Server server,
            List<Server> addresses,
            @Nullable Seen seen,
            List<Observation.DatabaseView> databases,
            @Nullable Instant observedAt,
            @Nullable Trouble trouble,
            boolean pending) {

        boolean stale() {
            return trouble != null;
        }

        ServerId id() {
            return server.id();
        }

        /** Only for those that are {@linkplain Sightings#known() known}. */
        ServerFacts facts() {
            return Objects.requireNonNull(seen).server();
        }

        SystemIdentifier system() {
            return facts().identity().system();
        }

        int timeline() {
            return facts().identity().timeline();
        }

        /** Which run of which cluster it is, or was when last seen. */
        Instance instance() {
            return new Instance(system(), facts().identity().startedAt());
        }
    }

    Sightings(Registered registered, Map<ServerId, Observation> observations, Instant now, Duration staleAfter) {
        var byInstance = new LinkedHashMap<Object, List<Server>>();
        for (Server server : registered.servers()) {
            byInstance
                    .computeIfAbsent(instanceOf(server, observations.get(server.id())), key -> new ArrayList<>())
                    .add(server);
        }
        var sightings = new ArrayList<Sighting>();
        for (List<Server> addresses : byInstance.values()) {
            Sighting sighting = sight(addresses, observations, now, staleAfter);
            sightings.add(sighting);
            addresses.forEach(address -> byServer.put(address.id(), sighting));
        }
        all = List.copyOf(sightings);
        registered
                .databases()
                .forEach(database -> databases
                        .computeIfAbsent(database.serverId(), key -> new ArrayList<>())
                        .add(database));
        instances = withoutEchoes();
        families = instances.stream().collect(Collectors.groupingBy(Sighting::system));
        instances.forEach(this::noteListening);
        all.forEach(
                sighting -> sighting.addresses().forEach(address -> note(registeredAt, address.endpoint(), sighting)));
    }

    /** An address that stopped answering says nothing new of an instance that is seen under another one. */
    private List<Sighting> withoutEchoes() {
        var present = new HashSet<Instance>();
        known().filter(sighting -> !sighting.stale()).forEach(sighting -> present.add(sighting.instance()));
        return known().filter(sighting -> !sighting.stale() || present.add(sighting.instance()))
                .toList();
    }

    private void noteListening(Sighting sighting) {
        Endpoint listening = sighting.facts().identity().listening();
        // Whoever was reached over a tunnel listens on a loopback address, like everybody else.
        if (listening != null && !Addresses.loopback(listening)) {
            note(listeningAt, listening, sighting);
        }
    }

    private static void note(Map<Endpoint, List<Sighting>> index, Endpoint endpoint, Sighting sighting) {
        var there = index.computeIfAbsent(Addresses.plain(endpoint), key -> new ArrayList<>());
        if (!there.contains(sighting)) {
            there.add(sighting);
        }
    }

    List<Sighting> all() {
        return all;
    }

    Sighting of(ServerId server) {
        return Objects.requireNonNull(byServer.get(server), () -> "server " + server + " is not registered");
    }

    List<Database> databasesOn(Sighting sighting) {
        return sighting.addresses().stream()
                .flatMap(address -> databases.getOrDefault(address.id(), List.of()).stream())
                .toList();
    }

    /** What an address means to the server that uses it: a loopback address leads to its own machine, not to ours. */
    static List<Endpoint> usedBy(Sighting user, Endpoint endpoint) {
        if (!Addresses.loopback(endpoint)) {
            return List.of(endpoint);
        }
        var there = new LinkedHashSet<Endpoint>();
        user.addresses().forEach(own -> there.add(onMachineOf(own.endpoint(), endpoint)));
        Endpoint listening =
                user.seen() == null ? null : user.facts().identity().listening();
        if (listening != null && !Addresses.loopback(listening)) {
            there.add(onMachineOf(listening, endpoint));
        }
        return List.copyOf(there);
    }

    private static Endpoint onMachineOf(Endpoint machine, Endpoint endpoint) {
        return Addresses.loopback(machine) ? endpoint : new Endpoint(machine.host(), endpoint.port());
    }

    /** Who is registered there. */
    List<Sighting> registeredAt(Endpoint endpoint) {
        return registeredAt.getOrDefault(Addresses.plain(endpoint), List.of());
    }

    /** Who says that it listens there: in networks that know nothing of each other, several may. */
    List<Sighting> listeningAt(Endpoint endpoint) {
        return listeningAt.getOrDefault(Addresses.plain(endpoint), List.of());
    }

    /** Those that share a system identifier. */
    List<Sighting> familyOf(Sighting sighting) {
        return families.getOrDefault(sighting.system(), List.of());
    }

    /** Those of the {@linkplain #known() known} that are not another one under an address that stopped answering. */
    List<Sighting> instances() {
        return instances;
    }

    /** Servers of which we know, or knew, what they hold. */
    Stream<Sighting> known() {
        return all.stream().filter(sighting -> sighting.seen() != null);
    }

    record Instance(SystemIdentifier system, Instant startedAt) {}

    /**
     * Equal identifier and start, to the microsecond, mean one instance under two addresses; a clone has a start of its own. It
     * takes two answers of now: an old sighting says nothing of what an address leads to today.
     */
    private static Object instanceOf(Server server, @Nullable Observation observation) {
        if (observation instanceof Seen seen) {
            Identity identity = seen.server().identity();
            return new Instance(identity.system(), identity.startedAt());
        }
        return server.id();
    }

    private static Sighting sight(
            List<Server> addresses, Map<ServerId, Observation> observations, Instant now, Duration staleAfter) {
        Server first = addresses.getFirst();
        Observation observation = addresses.stream()
                .map(address -> observations.get(address.id()))
                .filter(Objects::nonNull)
                .max(Comparator.comparing(Observation::at))
                .orElse(null);
        if (observation == null) {
            return new Sighting(first, addresses, null, List.of(), null, null, true);
        }
        Seen seen = observation.lastSeen();
        var databases = addresses.stream()
                .map(address -> observations.get(address.id()))
                .filter(Objects::nonNull)
                .map(Observation::lastSeen)
                .filter(Objects::nonNull)
                .flatMap(each -> each.databases().stream())
                .toList();
        return new Sighting(
                first, addresses, seen, databases, observation.at(), troubleWith(observation, now, staleAfter), false);
    }

    private static @Nullable Trouble troubleWith(Observation observation, Instant now, Duration staleAfter) {
        if (observation instanceof Unseen unseen) {
            return unseen.trouble();
        }
        if (observation.at().plus(staleAfter).isBefore(now)) {
            return new Trouble(
                    Trouble.NOT_POLLED,
                    "No monitor has reported on this server since "
                            + observation.at().truncatedTo(ChronoUnit.SECONDS),
                    "Start a monitor (bin/pgrm monitor), or see its log for why it does not poll; /health tells whether Redis, through which it reports, answers");
        }
        return null;
    }
}

package dev.pgrm.domain.topology;

import dev.pgrm.domain.Trouble;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every registered server with what is known of it, two addresses of one instance folded into one.
 */
final class Sightings {
    private final List<Sighting> all;
    private final Map<ServerId, Sighting> byServer = new HashMap<>();

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

        boolean answersAt(Endpoint endpoint) {
            return addresses.stream().anyMatch(address -> address.endpoint().equals(endpoint))
                    || (seen != null && endpoint.equals(seen.server().identity().listening()));
        }

        SystemIdentifier system() {
            return facts().identity().system();
        }
    }

    Sightings(Registered registered, Map<ServerId, Observation> observations, Instant now, Duration staleAfter) {
        var instances = new LinkedHashMap<Object, List<Server>>();
        for (Server server : registered.servers()) {
            instances
                    .computeIfAbsent(instanceOf(server, observations.get(server.id())), key -> new ArrayList<>())
                    .add(server);
        }
        var sightings = new ArrayList<Sighting>();
        for (List<Server> addresses : instances.values()) {
            Sighting sighting = sight(addresses, observations, now, staleAfter);
            sightings.add(sighting);
            addresses.forEach(address -> byServer.put(address.id(), sighting));
        }
        all = List.copyOf(sightings);
    }

    List<Sighting> all() {
        return all;
    }

    Sighting of(ServerId server) {
        return Objects.requireNonNull(byServer.get(server), () -> "server " + server + " is not registered");
    }

    @Nullable
    Sighting at(Endpoint endpoint) {
        return all.stream()
                .filter(sighting -> sighting.answersAt(endpoint))
                .findFirst()
                .orElse(null);
    }

    /** Servers of which we know, or knew, what they hold. */
    Stream<Sighting> known() {
        return all.stream().filter(sighting -> sighting.seen() != null);
    }

    private record Instance(SystemIdentifier system, Instant startedAt) {}

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
        Observation observation = observations.get(first.id());
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
                    "not_polled",
                    "No monitor has reported on this server since " + observation.at(),
                    "Start a monitor (bin/pgrm monitor), or see its log for why it does not poll");
        }
        return null;
    }
}

package dev.pgrm.domain.topology;

import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.stream.Leftover;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.topology.Sightings.Sighting;
import dev.pgrm.domain.topology.Topology.MappedServer;
import dev.pgrm.domain.whatif.Event;
import dev.pgrm.domain.whatif.Foresight;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A map together with what it was drawn from: for questions that the map alone does not answer. */
public final class Chart {
    public static final Chart EMPTY = new Chart(Links.NONE, Topology.EMPTY, List.of(), List.of());

    final Links links;
    final List<Logical> logical;
    final List<Physical> physical;
    private final Topology topology;

    /** A logical stream and the ends it was drawn from. */
    record Logical(LogicalLink link, Stream stream) {}

    record Physical(PhysicalLink link, Stream stream) {}

    private Chart(Links links, Topology topology, List<Logical> logical, List<Physical> physical) {
        this.links = links;
        this.topology = topology;
        this.logical = logical;
        this.physical = physical;
    }

    /** Draws the map, with ids as {@link Links#draw} wants them. */
    public static Chart of(Links links, Identities identities) {
        Topology topology = links.draw(identities);
        List<Stream> streams = topology.streams();
        var logical = new ArrayList<Logical>();
        for (LogicalLink link : links.logical) {
            logical.add(new Logical(link, streams.get(logical.size())));
        }
        var physical = new ArrayList<Physical>();
        for (PhysicalLink link : links.physical) {
            physical.add(new Physical(link, streams.get(logical.size() + physical.size())));
        }
        return new Chart(links, topology, List.copyOf(logical), List.copyOf(physical));
    }

    public Topology topology() {
        return topology;
    }

    /** What would come of it if this happened to that server. */
    public Foresight foresee(UUID server, Event event) {
        return new WhatIf(this).foresee(server, event);
    }

    /** Every slot of every registered server, with the stream that it feeds. */
    public List<ChartedSlot> slots() {
        return ChartedSlot.all(this);
    }

    /** What no stream uses: slots, publications and origins. */
    public List<Orphan> orphans() {
        return Orphans.of(this);
    }

    /**
     * Who has to do with a slot, a publication or an origin.
     *
     * @param database of a publication
     */
    public Whose whose(Leftover what, UUID server, String database, String name) {
        return new WhoseIs(this, what, name).on(sighting(server), database);
    }

    /** Whether that database is seen as it is now, with all of its subscriptions. */
    public boolean seesNow(DatabaseId database) {
        return links.sightings.all().stream().anyMatch(server -> !server.stale() && Orphans.seen(server, database));
    }

    /** What was last seen of a server, or nothing if nobody ever saw it. */
    public @Nullable ServerSight sightOf(UUID server) {
        Sighting sighting = sighting(server);
        return sighting == null || sighting.seen() == null
                ? null
                : new ServerSight(sighting.seen(), sighting.databases());
    }

    /** What polls saw of both ends of a stream, or nothing if there is no such stream. */
    public @Nullable StreamEnds endsOf(StreamId stream) {
        for (Logical each : logical) {
            if (each.stream().id().equals(stream)) {
                return StreamEnds.of(each.link());
            }
        }
        for (Physical each : physical) {
            if (each.stream().id().equals(stream)) {
                return StreamEnds.of(each.link());
            }
        }
        return null;
    }

    @Nullable
    MappedServer server(UUID id) {
        return topology.servers().stream()
                .filter(server -> server.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    String nameOf(UUID server) {
        MappedServer found = server(server);
        return found == null ? server.toString() : found.name();
    }

    /** By any of the addresses under which the instance is registered. */
    @Nullable
    Sighting sighting(UUID server) {
        return links.sightings.all().stream()
                .filter(sighting -> sighting.addresses().stream()
                        .anyMatch(address -> address.id().value().equals(server)))
                .findFirst()
                .orElse(null);
    }
}

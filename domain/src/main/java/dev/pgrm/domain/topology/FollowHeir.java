package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.PublisherAddress;
import dev.pgrm.domain.observation.Receiver;
import dev.pgrm.domain.observation.SettingChange;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.Quoted;
import dev.pgrm.domain.stream.StreamId;
import dev.pgrm.domain.topology.Chart.Logical;
import dev.pgrm.domain.topology.Chart.Physical;
import dev.pgrm.domain.topology.LogicalLink.Subscriber;
import dev.pgrm.domain.topology.PhysicalLink.Standby;
import dev.pgrm.domain.topology.Sightings.Sighting;
import dev.pgrm.domain.whatif.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who read from the primary that is gone must read from its heir: whether they find it by themselves. */
record FollowHeir(Surroundings around, Heir heir) {
    List<Effect> effects() {
        var effects = new ArrayList<Effect>();
        for (Logical each : around.feeds()) {
            Subscriber subscriber = each.link().subscriber();
            StreamId stream = each.stream().id();
            effects.add((subscriber == null
                            ? Effect.warning(
                                            "consumer_must_be_led",
                                            "Whoever reads slot "
                                                    + each.stream().slot() + " must be led to " + heir.name())
                                    .remedied("Change where it connects to")
                            : connection(subscriber, each.stream().targetServer()))
                    .on(stream));
        }
        around.standbys().stream()
                .filter(each -> !each.stream().targetServer().equals(heir.id()))
                .forEach(each -> addStandby(effects, each));
        addThoseOfHeir(effects);
        return effects;
    }

    private Effect connection(Subscriber subscriber, UUID target) {
        String which = "Subscription " + subscriber.subscription().name() + " on "
                + around.chart().nameOf(target);
        PublisherAddress address = subscriber.subscription().publisher();
        if (address == null || address.endpoints().isEmpty()) {
            return Effect.warning(
                            "connection_unknown",
                            which + " must find " + heir.name() + "; where it connects to is hidden from us")
                    .remedied("Look at its connection string", target, changed(subscriber));
        }
        if (address.endpoints().stream().anyMatch(endpoint -> leadsTo(heir.sighting(), subscriber, endpoint))) {
            return Effect.note(
                    "connection_finds_heir",
                    which + " finds " + heir.name() + " by itself: its connection string names that host too");
        }
        boolean own = address.endpoints().stream()
                .anyMatch(endpoint -> leadsTo(around.sighting(), subscriber, endpoint)
                        || endpoint.equals(Objects.requireNonNull(around.chart().server(around.id()))
                                .endpoint()));
        return own
                ? Effect.critical(
                                "connection_must_change",
                                which + " goes on trying " + address.endpoints().getFirst() + ", which is gone")
                        .remedied(
                                "Lead it to " + heir.name() + "; user and password belong into the string too",
                                target,
                                changed(subscriber))
                : Effect.warning(
                                "alias_must_move",
                                which + " connects to " + address.endpoints().getFirst() + ", which must lead to "
                                        + heir.name() + " afterwards")
                        .remedied("Let the name or address move with the failover");
    }

    private static boolean leadsTo(@Nullable Sighting server, Subscriber subscriber, Endpoint endpoint) {
        return server != null
                && Sightings.usedBy(subscriber.server(), endpoint).stream().anyMatch(meant -> isAt(server, meant));
    }

    private static boolean isAt(Sighting server, Endpoint endpoint) {
        Endpoint plain = Addresses.plain(endpoint);
        boolean registered = server.addresses().stream()
                .anyMatch(address -> Addresses.plain(address.endpoint()).equals(plain));
        Endpoint listening =
                server.seen() == null ? null : server.facts().identity().listening();
        return registered || (listening != null && Addresses.plain(listening).equals(plain));
    }

    private String changed(Subscriber subscriber) {
        PublisherAddress address = subscriber.subscription().publisher();
        String database = address == null || address.database() == null ? "..." : address.database();
        return "alter subscription "
                + Quoted.identifier(subscriber.subscription().name()) + " connection "
                + Quoted.literal(heirAddress() + " dbname=" + database + " user=... password=...") + ";";
    }

    private String heirAddress() {
        Endpoint endpoint = heir.endpoint();
        return endpoint == null ? "host=... port=..." : "host=" + endpoint.host() + " port=" + endpoint.port();
    }

    private void addStandby(List<Effect> effects, Physical each) {
        StreamId stream = each.stream().id();
        UUID server = each.stream().targetServer();
        String name = around.chart().nameOf(server);
        Sighting standby = each.link().downstream() instanceof Standby(var known) ? known : null;
        Lsn received = standby == null || standby.seen() == null
                ? null
                : standby.facts().wal().current();
        Lsn ofHeir = heir.received();
        if (received != null && ofHeir != null && received.isAfter(ofHeir)) {
            effects.add(Effect.critical(
                            "standby_must_be_rebuilt",
                            "Standby " + name + " has received more than " + heir.name()
                                    + ", so it cannot follow it: the two diverge")
                    .of(ofHeir.behind(received))
                    .remedied("Promote " + name + " instead, or rewind it (pg_rewind) or rebuild it")
                    .on(stream));
            return;
        }
        effects.add(Effect.warning("standby_must_follow", "Standby " + name + " must be led to " + heir.name())
                .remedied(
                        "Change its primary_conninfo; user and password belong into it too, unless an alias moves",
                        server,
                        SettingChange.reloaded(
                                standby == null || standby.seen() == null
                                        ? null
                                        : standby.facts().identity().managedBy(),
                                "primary_conninfo",
                                heirAddress() + " user=... password=..."))
                .on(stream));
        addSlot(effects, standby, name, stream);
    }

    private void addSlot(List<Effect> effects, @Nullable Sighting standby, String name, StreamId stream) {
        Receiver receiver = standby == null || standby.seen() == null
                ? null
                : standby.facts().receiver();
        if (receiver == null
                || receiver.slot() == null
                || !heir.seen()
                || heir.has(receiver.slot().value())) {
            return;
        }
        effects.add(Effect.warning(
                        "slot_missing_on_heir",
                        "Standby " + name + " uses slot " + receiver.slot() + ", which " + heir.name()
                                + " does not have")
                .remedied(
                        "Create it there",
                        heir.id(),
                        "select pg_create_physical_replication_slot("
                                + Quoted.literal(receiver.slot().value()) + ", true);")
                .on(stream));
    }

    private void addThoseOfHeir(List<Effect> effects) {
        for (Physical each : around.chart().physical) {
            if (each.stream().sourceServer().equals(heir.id())) {
                effects.add(Effect.note(
                                "standby_follows",
                                "Standby " + around.chart().nameOf(each.stream().targetServer()) + " goes on following "
                                        + heir.name() + " onto its new timeline")
                        .on(each.stream().id()));
            }
        }
        for (Logical each : around.chart().logical) {
            if (each.stream().sourceServer().equals(heir.id())) {
                effects.add(Effect.note(
                                "stream_goes_on",
                                each.stream().name() + " goes on reading from " + heir.name() + " when it is promoted")
                        .on(each.stream().id()));
            }
        }
    }
}

package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.Receiver;
import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.stream.Match;
import dev.pgrm.domain.stream.Match.Certainty;
import dev.pgrm.domain.topology.PhysicalLink.Known;
import dev.pgrm.domain.topology.PhysicalLink.Standby;
import dev.pgrm.domain.topology.PhysicalLink.UnregisteredStandby;
import dev.pgrm.domain.topology.PhysicalLink.UnregisteredUpstream;
import dev.pgrm.domain.topology.Sightings.Sighting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what every standby follows, cascades included, and the standbys that nobody registered.
 *
 * <p>A standby shares the system identifier of what it follows. Among those that do, the address of its receiver decides, then
 * its slot, then its name, then that there is only one left.
 */
final class PhysicalMatching {
    /** Many standbys carry this name: it tells them apart from nobody. */
    private static final String DEFAULT_NAME = "walreceiver";

    private final Sightings sightings;
    private final Set<TakenSender> taken = new HashSet<>();
    private final List<PhysicalLink> links = new ArrayList<>();

    private record TakenSender(ServerId server, int pid) {}

    private PhysicalMatching(Sightings sightings) {
        this.sightings = sightings;
    }

    static List<PhysicalLink> of(Sightings sightings) {
        return new PhysicalMatching(sightings).match();
    }

    private List<PhysicalLink> match() {
        var open = new ArrayList<Sighting>();
        for (Sighting standby : standbys()) {
            if (!linkByAddress(standby) && !linkBySlot(standby)) {
                open.add(standby);
            }
        }
        open.removeIf(this::linkByName);
        open.removeIf(this::linkToTheOnlyOneLeft);
        open.forEach(this::linkToUnregistered);
        sightings.known().forEach(this::addUnregisteredStandbys);
        return links;
    }

    private List<Sighting> standbys() {
        return sightings
                .known()
                .filter(server -> server.facts().identity().inRecovery())
                .toList();
    }

    private List<Sighting> relativesOf(Sighting standby) {
        return sightings
                .known()
                .filter(server -> !server.id().equals(standby.id()))
                .filter(server -> server.system().equals(standby.system()))
                .toList();
    }

    private boolean linkByAddress(Sighting standby) {
        Endpoint upstream = upstreamAddress(standby);
        return upstream != null
                && relativesOf(standby).stream()
                        .filter(server -> server.answersAt(upstream))
                        .findFirst()
                        .map(server ->
                                link(standby, server, Certainty.PROVEN, "its receiver is connected to " + upstream))
                        .orElse(false);
    }

    private static @Nullable Endpoint upstreamAddress(Sighting standby) {
        Receiver receiver = standby.facts().receiver();
        return receiver == null
                        || receiver.senderHost() == null
                        || receiver.senderPort() == null
                        // A host that begins with a slash is a folder of Unix sockets.
                        || receiver.senderHost().startsWith("/")
                ? null
                : new Endpoint(receiver.senderHost(), receiver.senderPort());
    }

    private boolean linkBySlot(Sighting standby) {
        String wanted = slotName(standby);
        if (wanted == null) {
            return false;
        }
        List<Sighting> owners = relativesOf(standby).stream()
                .filter(server -> physicalSlot(server, wanted) != null)
                .toList();
        if (owners.isEmpty()) {
            return false;
        }
        boolean streams = standby.facts().receiver() != null;
        Sighting owner = owners.stream()
                .filter(server -> streams == active(server, wanted))
                .findFirst()
                .orElse(owners.getFirst());
        return owners.size() == 1
                ? link(standby, owner, Certainty.PROVEN, "it uses slot " + wanted + ", which only this server has")
                : link(standby, owner, Certainty.AMBIGUOUS, owners.size() + " servers have its slot " + wanted);
    }

    private static @Nullable String slotName(Sighting standby) {
        Receiver receiver = standby.facts().receiver();
        if (receiver != null && receiver.slot() != null) {
            return receiver.slot().value();
        }
        String configured = standby.facts().settings().get("primary_slot_name");
        return configured == null || configured.isEmpty() ? null : configured;
    }

    private boolean linkByName(Sighting standby) {
        String name = standby.facts().settings().getOrDefault("cluster_name", "");
        if (name.isEmpty() || name.equals(DEFAULT_NAME)) {
            return false;
        }
        List<Sighting> serving = relativesOf(standby).stream()
                .filter(server -> openSenders(server).stream()
                        .anyMatch(sender -> sender.applicationName().equals(name)))
                .toList();
        return serving.size() == 1
                && link(standby, serving.getFirst(), Certainty.INFERRED, "a sender there serves " + name);
    }

    /** Nothing names its upstream: the primary of its family is the likeliest, if there is just one. */
    private boolean linkToTheOnlyOneLeft(Sighting standby) {
        List<Sighting> serving = relativesOf(standby).stream()
                .filter(server -> !openSenders(server).isEmpty())
                .toList();
        if (serving.isEmpty() || standby.facts().receiver() == null) {
            return false;
        }
        return link(
                standby,
                serving.getFirst(),
                serving.size() == 1 ? Certainty.INFERRED : Certainty.AMBIGUOUS,
                serving.size() == 1
                        ? "the only server of its family with a standby not accounted for"
                        : serving.size() + " servers of its family have standbys not accounted for");
    }

    private void linkToUnregistered(Sighting standby) {
        Endpoint upstream = upstreamAddress(standby);
        if (upstream != null) {
            links.add(new PhysicalLink(
                    Set.of(Evidence.ofStandby(standby.id())),
                    new Match(
                            Certainty.PROVEN, "its receiver is connected to " + upstream + ", which is not registered"),
                    new UnregisteredUpstream(upstream),
                    new Standby(standby)));
        }
    }

    private void addUnregisteredStandbys(Sighting server) {
        for (Sender sender : openSenders(server)) {
            Slot slot = slotOf(server, sender);
            String consumer = (slot == null ? sender.applicationName() : slot.name()) + "@" + sender.clientAddress();
            links.add(new PhysicalLink(
                    Set.of(Evidence.ofSender(server.id(), consumer)),
                    new Match(Certainty.PROVEN, "it is being served; no registered server is this standby"),
                    new Known(server, sender, slot),
                    new UnregisteredStandby(sender.clientAddress(), sender.applicationName())));
        }
    }

    private boolean link(Sighting standby, Sighting upstream, Certainty certainty, String why) {
        String slotName = slotName(standby);
        Slot slot = slotName == null ? null : physicalSlot(upstream, slotName);
        Sender sender = senderFor(standby, upstream, slot);
        var evidence = new LinkedHashSet<Evidence>();
        evidence.add(Evidence.ofStandby(standby.id()));
        if (sender != null) {
            taken.add(new TakenSender(upstream.id(), sender.pid()));
            if (slot != null && certainty != Certainty.AMBIGUOUS) {
                evidence.add(Evidence.ofSender(upstream.id(), slot.name() + "@" + sender.clientAddress()));
            }
        }
        return links.add(new PhysicalLink(
                evidence, new Match(certainty, why), new Known(upstream, sender, slot), new Standby(standby)));
    }

    private @Nullable Sender senderFor(Sighting standby, Sighting upstream, @Nullable Slot slot) {
        List<Sender> open = openSenders(upstream);
        if (slot != null && slot.activePid() != null) {
            int pid = slot.activePid();
            return open.stream()
                    .filter(sender -> sender.pid() == pid)
                    .findFirst()
                    .orElse(null);
        }
        Receiver receiver = standby.facts().receiver();
        if (receiver == null) {
            return null;
        }
        String name = standby.facts().settings().getOrDefault("cluster_name", "");
        return open.stream()
                .filter(sender -> slotOf(upstream, sender) == null)
                .filter(sender -> sender.applicationName().equals(receiver.applicationName())
                        || sender.applicationName().equals(name)
                        || sender.applicationName().equals(DEFAULT_NAME))
                .findFirst()
                .orElse(null);
    }

    /** Senders to standbys that are not accounted for yet: no logical ones, no base backups, no table copies. */
    private List<Sender> openSenders(Sighting server) {
        Set<Integer> logical = new HashSet<>();
        server.facts().slots().stream()
                .filter(slot -> slot.kind() == Slot.Kind.LOGICAL)
                .map(Slot::activePid)
                .filter(Objects::nonNull)
                .forEach(logical::add);
        return server.facts().senders().stream()
                .filter(sender -> sender.streams() || "catchup".equals(sender.state()))
                .filter(sender -> !logical.contains(sender.pid()))
                .filter(sender -> !sender.copiesTable())
                .filter(sender -> !taken.contains(new TakenSender(server.id(), sender.pid())))
                .toList();
    }

    private static @Nullable Slot slotOf(Sighting server, Sender sender) {
        return server.facts().slots().stream()
                .filter(slot -> slot.activePid() != null && slot.activePid() == sender.pid())
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Slot physicalSlot(Sighting server, String name) {
        return server.facts().slots().stream()
                .filter(slot ->
                        slot.kind() == Slot.Kind.PHYSICAL && slot.name().value().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static boolean active(Sighting server, String slot) {
        Slot found = physicalSlot(server, slot);
        return found != null && found.active();
    }
}

package dev.pgrm.domain.topology;

import dev.pgrm.domain.observation.Receiver;
import dev.pgrm.domain.observation.Sender;
import dev.pgrm.domain.observation.ServerFacts.ManagedBy;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.stream.Match;
import dev.pgrm.domain.stream.Match.Certainty;
import dev.pgrm.domain.topology.PhysicalLink.Known;
import dev.pgrm.domain.topology.PhysicalLink.Standby;
import dev.pgrm.domain.topology.PhysicalLink.UnregisteredStandby;
import dev.pgrm.domain.topology.PhysicalLink.UnregisteredUpstream;
import dev.pgrm.domain.topology.Sightings.Sighting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

    /** It streams WAL beside the backup that it takes, for as long as that lasts. */
    private static final String BASE_BACKUP = "pg_basebackup";

    private final Sightings sightings;
    private final Set<TakenSender> taken = new HashSet<>();
    private final Set<TakenSlot> takenSlots = new HashSet<>();
    private final List<PhysicalLink> links = new ArrayList<>();

    private record TakenSender(ServerId server, int pid) {}

    private record TakenSlot(ServerId server, SlotName slot) {}

    private PhysicalMatching(Sightings sightings) {
        this.sightings = sightings;
    }

    static List<PhysicalLink> of(Sightings sightings) {
        return new PhysicalMatching(sightings).match();
    }

    private List<PhysicalLink> match() {
        var open = new ArrayList<>(standbys());
        open.removeIf(this::linkByAddress);
        open.removeIf(this::linkBySlot);
        open.removeIf(this::linkByName);
        open.removeIf(this::linkToTheOnlyOneLeft);
        open.removeIf(this::linkToUnregistered);
        open.forEach(this::linkToPrimary);
        sightings.instances().forEach(this::addUnregisteredStandbys);
        return links;
    }

    /**
     * Those that receive come first: of several with one slot in their settings, it feeds one that is connected. A reader of
     * Aurora is none of them: it shares the storage of its writer and receives nothing.
     */
    private List<Sighting> standbys() {
        return sightings.instances().stream()
                .filter(server -> server.facts().identity().inRecovery())
                .filter(server -> server.facts().identity().managedBy() != ManagedBy.AURORA)
                .sorted(Comparator.comparing(
                        server -> server.stale() || server.facts().receiver() == null))
                .toList();
    }

    private List<Sighting> relativesOf(Sighting standby) {
        return sightings.familyOf(standby).stream()
                .filter(server -> !server.id().equals(standby.id()))
                .toList();
    }

    private boolean linkByAddress(Sighting standby) {
        Endpoint upstream = upstreamAddress(standby);
        if (upstream == null) {
            return false;
        }
        for (Endpoint endpoint : Sightings.usedBy(standby, upstream)) {
            List<Sighting> there = relativesAmong(sightings.registeredAt(endpoint), standby);
            List<Sighting> found = there.isEmpty() ? relativesAmong(sightings.listeningAt(endpoint), standby) : there;
            if (found.size() == 1) {
                return link(standby, found.getFirst(), Certainty.PROVEN, "its receiver is connected to " + endpoint);
            }
        }
        return false;
    }

    private static List<Sighting> relativesAmong(List<Sighting> servers, Sighting standby) {
        return servers.stream()
                .filter(server -> server.seen() != null)
                .filter(server -> !server.id().equals(standby.id()))
                .filter(server -> server.system().equals(standby.system()))
                .toList();
    }

    private static @Nullable Endpoint upstreamAddress(Sighting standby) {
        Receiver receiver = standby.facts().receiver();
        String host = receiver == null ? null : receiver.senderHost();
        Integer port = receiver == null ? null : receiver.senderPort();
        // A host that begins with a slash is a folder of Unix sockets.
        return host == null || host.isBlank() || host.startsWith("/") || port == null || port < 1 || port > 65535
                ? null
                : new Endpoint(host, port);
    }

    private boolean linkBySlot(Sighting standby) {
        String wanted = slotName(standby);
        if (wanted == null) {
            return false;
        }
        List<Sighting> owners = relativesOf(standby).stream()
                .filter(server -> {
                    Slot slot = physicalSlot(server, wanted);
                    return slot != null && !takenSlots.contains(new TakenSlot(server.id(), slot.name()));
                })
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
        String name = nameOf(standby);
        if (name.equals(DEFAULT_NAME)) {
            return false;
        }
        List<Sighting> serving = relativesOf(standby).stream()
                .filter(server -> openSenders(server).stream()
                        .anyMatch(sender -> sender.applicationName().equals(name)))
                .toList();
        return serving.size() == 1
                && link(standby, serving.getFirst(), Certainty.INFERRED, "a sender there serves " + name);
    }

    /** The name under which it connects: its own, or that of the cluster, or the one that everybody else has too. */
    private static String nameOf(Sighting standby) {
        Receiver receiver = standby.facts().receiver();
        if (receiver != null && receiver.applicationName() != null) {
            return receiver.applicationName();
        }
        String cluster = standby.facts().settings().getOrDefault("cluster_name", "");
        return cluster.isEmpty() ? DEFAULT_NAME : cluster;
    }

    /** It receives from somewhere, and nothing says from where. */
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

    private boolean linkToUnregistered(Sighting standby) {
        Endpoint upstream = upstreamAddress(standby);
        return upstream != null
                && Sightings.usedBy(standby, upstream).stream()
                        .filter(endpoint -> sightings.registeredAt(endpoint).isEmpty())
                        .findFirst()
                        .map(endpoint -> links.add(new PhysicalLink(
                                Set.of(Evidence.ofStandby(standby.id())),
                                new Match(
                                        Certainty.PROVEN,
                                        "its receiver is connected to " + endpoint + ", which is not registered"),
                                new UnregisteredUpstream(endpoint),
                                new Standby(standby))))
                        .orElse(false);
    }

    /** It receives from nobody, and nothing names its upstream: the primary of its family is the likeliest, if there is one. */
    private void linkToPrimary(Sighting standby) {
        List<Sighting> primaries = relativesOf(standby).stream()
                .filter(server -> !server.facts().identity().inRecovery())
                .toList();
        if (primaries.size() == 1) {
            link(standby, primaries.getFirst(), Certainty.INFERRED, "the only primary of its family");
        }
    }

    private void addUnregisteredStandbys(Sighting server) {
        Map<String, Integer> alike = new HashMap<>();
        for (Sender sender : openSenders(server)) {
            Slot slot = slotOf(server, sender);
            String consumer = (slot == null ? sender.applicationName() : slot.name()) + "@" + sender.clientAddress();
            int number = alike.merge(consumer, 1, Integer::sum);
            links.add(new PhysicalLink(
                    Set.of(Evidence.ofSender(server.id(), number == 1 ? consumer : consumer + "#" + number)),
                    new Match(Certainty.PROVEN, "it is being served; no registered server is this standby"),
                    new Known(server, sender, slot),
                    new UnregisteredStandby(sender.clientAddress(), sender.applicationName())));
        }
    }

    private boolean link(Sighting standby, Sighting upstream, Certainty certainty, String why) {
        Slot slot = freeSlot(standby, upstream);
        Sender sender = senderFor(standby, upstream, slot);
        var evidence = new LinkedHashSet<Evidence>();
        evidence.add(Evidence.ofStandby(standby.id()));
        if (slot != null) {
            takenSlots.add(new TakenSlot(upstream.id(), slot.name()));
        }
        if (sender != null) {
            taken.add(new TakenSender(upstream.id(), sender.pid()));
            if (slot != null && certainty != Certainty.AMBIGUOUS) {
                evidence.add(Evidence.ofSender(upstream.id(), slot.name() + "@" + sender.clientAddress()));
            }
        }
        return links.add(new PhysicalLink(
                evidence, new Match(certainty, why), new Known(upstream, sender, slot), new Standby(standby)));
    }

    /** A standby copied from another has its slot in the settings, too. */
    private @Nullable Slot freeSlot(Sighting standby, Sighting upstream) {
        String name = slotName(standby);
        Slot slot = name == null ? null : physicalSlot(upstream, name);
        return slot == null || takenSlots.contains(new TakenSlot(upstream.id(), slot.name())) ? null : slot;
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
        String name = nameOf(standby);
        return open.stream()
                .filter(sender -> slotOf(upstream, sender) == null)
                .filter(sender -> sender.applicationName().equals(name))
                .min(Comparator.<Sender, Boolean>comparing(sender -> !comesFrom(sender, standby))
                        .thenComparing(sender -> distance(sender.flushed(), receiver.flushed())))
                .orElse(null);
    }

    private static boolean comesFrom(Sender sender, Sighting standby) {
        String address = sender.clientAddress();
        Endpoint listening = standby.facts().identity().listening();
        return address != null
                && (standby.addresses().stream()
                                .anyMatch(own -> own.endpoint().host().equals(address))
                        || (listening != null && listening.host().equals(address)));
    }

    private static Bytes distance(@Nullable Lsn one, @Nullable Lsn other) {
        return one == null || other == null ? new Bytes(-1) : one.behind(other).plus(other.behind(one));
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
                .filter(sender -> !sender.applicationName().equals(BASE_BACKUP))
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

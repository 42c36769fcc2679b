package dev.pgrm.domain.topology;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.health.DatabaseCase;
import dev.pgrm.domain.health.LogicalCase;
import dev.pgrm.domain.health.Measures;
import dev.pgrm.domain.health.PhysicalCase;
import dev.pgrm.domain.health.ServerCase;
import dev.pgrm.domain.observation.DatabaseFacts;
import dev.pgrm.domain.observation.Observation.DatabaseSeen;
import dev.pgrm.domain.observation.Observation.DatabaseUnseen;
import dev.pgrm.domain.observation.Observation.DatabaseView;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.observation.Slot;
import dev.pgrm.domain.observation.Slot.Copier;
import dev.pgrm.domain.postgres.SlotName;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.topology.LogicalLink.Publisher;
import dev.pgrm.domain.topology.LogicalLink.Subscriber;
import dev.pgrm.domain.topology.PhysicalLink.Known;
import dev.pgrm.domain.topology.PhysicalLink.Standby;
import dev.pgrm.domain.topology.Sightings.Sighting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is on the map, as cases to be judged: of ends that cannot be seen now nothing is told that may be old. */
final class Cases {
    private final Names names;
    private final Map<ServerId, Set<SlotName>> inUse = new HashMap<>();
    private final Set<Copier> copiers = new HashSet<>();

    Cases(Links links, Names names) {
        this.names = names;
        for (LogicalLink link : links.logical) {
            Publisher publisher = link.publisher();
            if (publisher != null && publisher.slot() != null) {
                use(publisher.server(), publisher.slot());
            }
            Subscriber subscriber = link.subscriber();
            if (subscriber != null && subscriber.server().seen() != null) {
                copiers.add(new Copier(
                        subscriber.subscription().oid().toString(),
                        subscriber.server().system().toString()));
            }
        }
        for (PhysicalLink link : links.physical) {
            if (link.upstream() instanceof Known known && known.slot() != null) {
                use(known.server(), known.slot());
            }
        }
    }

    private void use(Sighting server, Slot slot) {
        inUse.computeIfAbsent(server.id(), key -> new HashSet<>()).add(slot.name());
    }

    LogicalCase of(LogicalLink link, Measures measures, boolean opposed) {
        Publisher publisher = link.publisher();
        Subscriber subscriber = link.subscriber();
        return new LogicalCase(
                publisher == null ? null : source(publisher),
                subscriber == null ? null : target(subscriber),
                publisher == null ? null : publisher.server().trouble(),
                subscriber == null ? null : troubleOf(subscriber),
                measures,
                opposed);
    }

    private LogicalCase.@Nullable Source source(Publisher publisher) {
        Seen seen = publisher.server().seen();
        return seen == null || publisher.server().stale()
                ? null
                : new LogicalCase.Source(
                        names.of(publisher),
                        seen,
                        databaseOf(publisher),
                        publisher.slot(),
                        publisher.sender(),
                        publisher.slotFeedsAnother());
    }

    private static @Nullable DatabaseFacts databaseOf(Publisher publisher) {
        return publisher.server().databases().stream()
                .filter(DatabaseSeen.class::isInstance)
                .map(view -> ((DatabaseSeen) view).facts())
                .filter(facts -> facts.name().equals(publisher.database()))
                .findFirst()
                .orElse(null);
    }

    private LogicalCase.@Nullable Target target(Subscriber subscriber) {
        Seen seen = subscriber.server().seen();
        return seen == null || subscriber.stale()
                ? null
                : new LogicalCase.Target(names.of(subscriber), seen, subscriber.subscription());
    }

    private static @Nullable Trouble troubleOf(Subscriber subscriber) {
        Trouble server = subscriber.server().trouble();
        return server == null && subscriber.view() instanceof DatabaseUnseen unseen ? unseen.trouble() : server;
    }

    PhysicalCase of(
            PhysicalLink link, Measures measures, boolean connected, boolean expected, @Nullable String unavailable) {
        Known upstream = link.upstream() instanceof Known known ? known : null;
        Sighting standby = link.downstream() instanceof Standby known ? known.server() : null;
        Seen source = upstream == null || upstream.server().stale()
                ? null
                : upstream.server().seen();
        Seen target = standby == null || standby.stale() ? null : standby.seen();
        return new PhysicalCase(
                upstream == null || source == null
                        ? null
                        : new PhysicalCase.Upstream(
                                names.of(upstream.server()), source, upstream.sender(), upstream.slot()),
                standby == null || target == null ? null : new PhysicalCase.Standby(names.of(standby), target),
                upstream == null ? null : upstream.server().trouble(),
                standby == null ? null : standby.trouble(),
                connected,
                expected,
                unavailable,
                measures);
    }

    ServerCase of(Sighting server) {
        return new ServerCase(
                names.of(server),
                server.stale() ? null : server.seen(),
                server.trouble(),
                inUse.getOrDefault(server.id(), Set.of()),
                slot -> copiers.contains(slot.copier()));
    }

    DatabaseCase of(
            Sighting server,
            Database database,
            @Nullable DatabaseView view,
            @Nullable Trouble trouble,
            boolean subscribes) {
        return new DatabaseCase(
                database.name(),
                database.spec().role(),
                server.stale() ? null : server.seen(),
                view instanceof DatabaseSeen seen ? seen.facts() : null,
                trouble,
                subscribes);
    }
}

package dev.pgrm.application.log;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.log.LogBook.Kept;
import dev.pgrm.application.log.LogBook.Place;
import dev.pgrm.application.log.LogBook.Search;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.domain.log.Concern;
import dev.pgrm.domain.log.ServerLog;
import dev.pgrm.domain.log.ServerLog.Unreadable;
import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.observation.Observation.DatabaseView;
import dev.pgrm.domain.observation.Observation.Seen;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.StreamType;
import dev.pgrm.domain.stream.StreamError.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the logs of both ends said about a stream. */
public final class ReadingErrors {
    private final LiveTopology topology;
    private final LogBook book;
    private final Authorization authorization;

    public ReadingErrors(LiveTopology topology, LogBook book, Authorization authorization) {
        this.topology = topology;
        this.book = book;
        this.authorization = authorization;
    }

    /**
     * @param side whose log; none for both
     * @param code of the messages; empty for all
     * @param after the place of the last message of the page before; none for the first page
     */
    public record Wish(
            @Nullable Instant from,
            @Nullable Instant to,
            String text,
            @Nullable Side side,
            String code,
            @Nullable Place after,
            int limit) {}

    /**
     * @param items newest first
     * @param next where the next page goes on; none when this is the last
     */
    public record Page(
            List<Item> items,
            @Nullable Place next,
            @Nullable Unreadable source,
            @Nullable Unreadable target) {
        public Page {
            items = List.copyOf(items);
        }
    }

    public record Item(Side side, Kept kept) {}

    /** There is no such stream on the map. */
    public static final class UnknownStream extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnknownStream(UUID stream) {
            super("There is no stream " + stream);
        }
    }

    public Page of(Actor actor, UUID id, Wish wish) {
        authorization.require(actor, Act.SEE);
        Stream stream = topology.current().topology().streams().stream()
                .filter(each -> each.id().value().equals(id))
                .findFirst()
                .orElseThrow(() -> new UnknownStream(id));
        var found = new ArrayList<Item>();
        if (stream.slot() != null && wish.side() != Side.TARGET) {
            add(found, Side.SOURCE, stream.sourceServer(), Concern.slot(stream.slot()), wish);
        }
        if (wish.side() != Side.SOURCE) {
            add(found, Side.TARGET, stream.targetServer(), concernOfTarget(stream), wish);
        }
        found.sort(Comparator.comparing((Item item) -> item.kept().place()).reversed());
        List<Item> items = found.subList(0, Math.min(found.size(), wish.limit()));
        return new Page(
                items,
                items.size() < found.size() ? items.getLast().kept().place() : null,
                unreadable(stream.sourceServer()),
                unreadable(stream.targetServer()));
    }

    /** One more than is handed out tells whether there is another page. */
    private void add(List<Item> found, Side side, UUID server, Concern concern, Wish wish) {
        var search = new Search(
                new ServerId(server),
                concern,
                wish.from(),
                wish.to(),
                wish.text(),
                wish.code(),
                wish.after(),
                wish.limit() + 1);
        book.search(search).forEach(kept -> found.add(new Item(side, kept)));
    }

    private Concern concernOfTarget(Stream stream) {
        return stream.type() == StreamType.PHYSICAL
                ? Concern.standby(stream.slot())
                : Concern.subscription(oid(stream), stream.subscription(), stream.slot());
    }

    private @Nullable Oid oid(Stream stream) {
        return topology.observations().values().stream()
                .map(Observation::lastSeen)
                .filter(Objects::nonNull)
                .flatMap(seen -> seen.databases().stream())
                .filter(view -> view.id().value().equals(stream.targetNode()))
                .map(DatabaseView::lastSeen)
                .filter(Objects::nonNull)
                .flatMap(facts -> facts.subscriptions().stream())
                .filter(subscription -> subscription.name().equals(stream.subscription()))
                .map(Subscription::oid)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Unreadable unreadable(UUID server) {
        Observation observation = topology.observations().get(new ServerId(server));
        if (observation == null) {
            return new Unreadable(
                    "The server is not being watched", "Register a database on it, and see that a monitor runs");
        }
        Seen seen = observation.lastSeen();
        ServerLog log = seen == null ? ServerLog.UNKNOWN : seen.log();
        if (log.unreadable() == null && log.position() == null) {
            return new Unreadable("Its log has not been read yet", "Wait for the next poll");
        }
        return log.unreadable();
    }
}

package dev.pgrm.application.watch;

import dev.pgrm.application.watch.ServerWatch.Leaseholder;
import dev.pgrm.application.watch.ServerWatch.Surroundings;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.server.Server;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The watches of one worker. For one thread at a time; {@link Watching} sees to that. */
final class Watches {
    private final Surroundings around;
    private final Leaseholder leaseholder;
    private final Map<ServerId, ServerWatch> all = new HashMap<>();

    Watches(Surroundings around, Leaseholder leaseholder) {
        this.around = around;
        this.leaseholder = leaseholder;
    }

    Set<ServerId> servers() {
        return Set.copyOf(all.keySet());
    }

    @Nullable
    ServerWatch of(ServerId server) {
        return all.get(server);
    }

    /** New ones too, as those have no lease yet. */
    List<ServerId> wantRenewal(List<Server> servers) {
        return servers.stream().map(Server::id).filter(this::wantsRenewal).toList();
    }

    private boolean wantsRenewal(ServerId server) {
        ServerWatch watch = all.get(server);
        return watch == null || watch.wantsRenewal();
    }

    /** Goes on with those whose lease was renewed, until then; the others are another worker's. */
    void renewed(Collection<ServerId> due, Set<ServerId> held, long until) {
        for (ServerId server : due) {
            ServerWatch watch = all.get(server);
            if (watch != null && held.contains(server)) {
                watch.leasedUntil(until);
            } else if (watch != null) {
                drop(watch);
            }
        }
    }

    /** Begins with what is new, and anew with what was registered otherwise. */
    void takeUp(List<Server> servers, Map<ServerId, List<Database>> registered, long until) {
        var fresh = new ArrayList<ServerWatch>();
        for (Server server : servers) {
            var databases = registered.getOrDefault(server.id(), List.of());
            ServerWatch watch = all.get(server.id());
            if (watch == null) {
                fresh.add(begin(server, databases, until));
            } else if (!watch.watches(server, databases)) {
                watch.stop();
                fresh.add(begin(server, databases, watch.leaseEnds()));
            }
        }
        long spread = around.pace().spread(fresh.size()).toNanos();
        fresh.forEach(watch -> watch.start(
                Duration.ofNanos(spread == 0 ? 0 : ThreadLocalRandom.current().nextLong(spread))));
    }

    private ServerWatch begin(Server server, List<Database> databases, long until) {
        var watch = new ServerWatch(server, databases, around, leaseholder, until);
        all.put(server.id(), watch);
        return watch;
    }

    /** Stops those that are not among these, and returns them: they may be in the middle of a poll. */
    List<ServerWatch> dropAllBut(List<Server> servers) {
        var kept = servers.stream().map(Server::id).collect(Collectors.toSet());
        List<ServerWatch> dropped = all.values().stream()
                .filter(watch -> !kept.contains(watch.server().id()))
                .toList();
        dropped.forEach(this::drop);
        return dropped;
    }

    void dropExpired() {
        List.copyOf(all.values()).stream()
                .filter(watch -> !watch.leaseLeft().isPositive())
                .forEach(this::drop);
    }

    void drop(ServerWatch watch) {
        all.remove(watch.server().id(), watch);
        watch.stop();
    }

    /** Completes when all have ended. */
    CompletableFuture<Void> dropAll() {
        return CompletableFuture.allOf(
                dropAllBut(List.of()).stream().map(ServerWatch::ended).toArray(CompletableFuture[]::new));
    }

    /** Says which of these were polled once all are done or the time is over. */
    CompletableFuture<Set<ServerId>> pollNow(Collection<ServerId> servers, Duration within) {
        Map<ServerId, CompletableFuture<Void>> polls = new HashMap<>();
        for (ServerId server : servers) {
            ServerWatch watch = all.get(server);
            if (watch != null) {
                polls.put(server, watch.pollNow());
            }
        }
        return CompletableFuture.allOf(polls.values().toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, within.toMillis(), TimeUnit.MILLISECONDS)
                .handle((done, failure) -> polled(polls));
    }

    /** A watch that was stopped meanwhile, or hangs, has polled nothing; the others have. */
    private static Set<ServerId> polled(Map<ServerId, CompletableFuture<Void>> polls) {
        return polls.entrySet().stream()
                .filter(poll -> poll.getValue().state() == Future.State.SUCCESS)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}

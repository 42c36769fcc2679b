package dev.pgrm.application.watch;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Authorization;
import dev.pgrm.application.actor.Authorization.Act;
import dev.pgrm.application.database.Registry;
import dev.pgrm.domain.server.Server;
import dev.pgrm.domain.server.ServerId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Which monitors live, and what each of them watches. */
public final class Watchers {
    private final Leases leases;
    private final Registry registry;
    private final Authorization authorization;

    public Watchers(Leases leases, Registry registry, Authorization authorization) {
        this.leases = leases;
        this.registry = registry;
        this.authorization = authorization;
    }

    /** @param servers how many it watches */
    public record Watcher(WorkerId worker, int servers) {}

    public List<Watcher> now(Actor actor) {
        authorization.require(actor, Act.SEE);
        List<ServerId> servers =
                registry.all().servers().stream().map(Server::id).toList();
        Collection<WorkerId> holders = leases.holders(servers).values();
        return leases.liveWorkers().stream()
                .sorted()
                .map(worker -> new Watcher(worker, Collections.frequency(holders, worker)))
                .toList();
    }
}

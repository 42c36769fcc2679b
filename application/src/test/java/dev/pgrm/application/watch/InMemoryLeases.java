package dev.pgrm.application.watch;

import dev.pgrm.domain.server.ServerId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Leases that end by a clock, for tests of what is built on them. */
public final class InMemoryLeases implements Leases {
    private final Clock clock;
    private final Map<WorkerId, Instant> workers = new HashMap<>();
    private final Map<ServerId, Held> held = new HashMap<>();
    private boolean unavailable;

    private record Held(WorkerId worker, Instant until) {}

    public InMemoryLeases(Clock clock) {
        this.clock = clock;
    }

    public synchronized void unavailable(boolean now) {
        unavailable = now;
    }

    @Override
    public synchronized boolean beat(WorkerId worker, Duration lifetime) {
        answer();
        return workers.put(worker, clock.instant().plus(lifetime)) != null;
    }

    @Override
    public synchronized Set<WorkerId> liveWorkers() {
        answer();
        return new HashSet<>(workers.keySet());
    }

    @Override
    public synchronized Set<ServerId> hold(Collection<ServerId> servers, WorkerId worker, Duration lifetime) {
        answer();
        return servers.stream()
                .filter(server -> holdOne(server, worker, lifetime))
                .collect(Collectors.toSet());
    }

    private boolean holdOne(ServerId server, WorkerId worker, Duration lifetime) {
        Held present = held.get(server);
        if (present != null && !present.worker().equals(worker)) {
            return false;
        }
        held.put(server, new Held(worker, clock.instant().plus(lifetime)));
        return true;
    }

    @Override
    public synchronized void release(ServerId server, WorkerId worker) {
        answer();
        Held present = held.get(server);
        if (present != null && present.worker().equals(worker)) {
            held.remove(server);
        }
    }

    @Override
    public synchronized void leave(WorkerId worker) {
        answer();
        workers.remove(worker);
        held.values().removeIf(each -> each.worker().equals(worker));
    }

    @Override
    public synchronized Map<ServerId, WorkerId> holders(Collection<ServerId> servers) {
        answer();
        return held.entrySet().stream()
                .filter(each -> servers.contains(each.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().worker()));
    }

    /** As a cache does that comes back empty. */
    public synchronized void forgetEverything() {
        workers.clear();
        held.clear();
    }

    /** Everything that has ended by now is gone. */
    private void answer() {
        if (unavailable) {
            throw new Unavailable("out of order", new IllegalStateException("switched off by a test"));
        }
        Instant now = clock.instant();
        workers.values().removeIf(until -> until.isBefore(now));
        held.values().removeIf(each -> each.until().isBefore(now));
    }
}

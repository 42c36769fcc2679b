package dev.pgrm.application.watch;

import dev.pgrm.domain.server.ServerId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which worker should poll which server, so that each has about the same number of databases: every worker comes to the same
 * answer from the list of live workers and servers alone.
 *
 * <p>Rendezvous hashing with bounded loads. Each server prefers workers in an order of its own, and goes to the first that has
 * room. Room is the fair share and a little more: the more of it, the fewer servers change hands when a worker joins or leaves.
 */
final class Assignment {
    private static final double ROOM = 1.05;

    private final List<WorkerId> live;
    private final Map<WorkerId, Integer> loads = new HashMap<>();
    private final Map<ServerId, WorkerId> owners = new HashMap<>();
    private final int capacity;

    private Assignment(Map<ServerId, Integer> weights, Collection<WorkerId> live) {
        this.live = List.copyOf(live);
        this.capacity = capacity(weights.values(), live.size());
    }

    /**
     * Who polls what; empty without workers.
     *
     * @param weights how many databases each server has; less than one counts as one
     */
    static Map<ServerId, WorkerId> divide(Map<ServerId, Integer> weights, Collection<WorkerId> live) {
        if (live.isEmpty()) {
            return Map.of();
        }
        var assignment = new Assignment(weights, live);
        // The heavy ones while there is room everywhere; the light ones fill what is left.
        weights.entrySet().stream()
                .sorted(Comparator.<Map.Entry<ServerId, Integer>>comparingInt(each -> -each.getValue())
                        .thenComparing(each -> each.getKey().value()))
                .forEach(each -> assignment.place(each.getKey(), Math.max(1, each.getValue())));
        return Map.copyOf(assignment.owners);
    }

    private static int capacity(Collection<Integer> weights, int workers) {
        long total = 0;
        int heaviest = 1;
        for (int weight : weights) {
            total += Math.max(1, weight);
            heaviest = Math.max(heaviest, weight);
        }
        return (int) Math.max(heaviest, Math.ceil(ROOM * total / workers));
    }

    private void place(ServerId server, int weight) {
        WorkerId owner = null;
        long liking = 0;
        for (WorkerId worker : live) {
            if (load(worker) + weight <= capacity) {
                long its = liking(worker, server);
                if (owner == null || its > liking || (its == liking && worker.compareTo(owner) > 0)) {
                    owner = worker;
                    liking = its;
                }
            }
        }
        WorkerId chosen = owner == null ? leastLoaded() : owner;
        owners.put(server, chosen);
        loads.merge(chosen, weight, Integer::sum);
    }

    private WorkerId leastLoaded() {
        return live.stream()
                .min(Comparator.comparingInt(this::load).thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private int load(WorkerId worker) {
        return loads.getOrDefault(worker, 0);
    }

    private static long liking(WorkerId worker, ServerId server) {
        long mixed = worker.value().getMostSignificantBits()
                ^ Long.rotateLeft(worker.value().getLeastSignificantBits(), 17)
                ^ Long.rotateLeft(server.value().getMostSignificantBits(), 31)
                ^ Long.rotateLeft(server.value().getLeastSignificantBits(), 47);
        // The finalizer of splitmix64: neighbouring ids end up far apart.
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}

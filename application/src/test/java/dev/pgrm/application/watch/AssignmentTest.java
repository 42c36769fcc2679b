package dev.pgrm.application.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.server.ServerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AssignmentTest {
    /** Some servers and workers, drawn by chance that can be repeated. */
    record Installation(Map<ServerId, Integer> weights, List<WorkerId> workers) {
        static Installation drawn(int seed) {
            var random = new Random(seed);
            int servers = 1 + random.nextInt(400);
            int heaviest = 1 + random.nextInt(30);
            var weights = new HashMap<ServerId, Integer>();
            for (int i = 0; i < servers; i++) {
                weights.put(new ServerId(id(random)), random.nextInt(heaviest + 1));
            }
            return new Installation(weights, workers(random, 1 + random.nextInt(9)));
        }

        static Installation even(int servers, int workers) {
            var random = new Random(servers * 31L + workers);
            var weights = new HashMap<ServerId, Integer>();
            for (int i = 0; i < servers; i++) {
                weights.put(new ServerId(id(random)), 1);
            }
            return new Installation(weights, workers(random, workers));
        }

        private static List<WorkerId> workers(Random random, int count) {
            return IntStream.range(0, count)
                    .mapToObj(_ -> new WorkerId(id(random)))
                    .toList();
        }

        private static UUID id(Random random) {
            return new UUID(random.nextLong(), random.nextLong());
        }

        Map<ServerId, WorkerId> divided() {
            return Assignment.divide(weights, workers);
        }

        Map<WorkerId, Integer> loads() {
            var loads = new HashMap<WorkerId, Integer>();
            workers.forEach(worker -> loads.put(worker, 0));
            divided().forEach((server, worker) -> loads.merge(worker, weight(server), Integer::sum));
            return loads;
        }

        private int weight(ServerId server) {
            return Math.max(1, weights.getOrDefault(server, 1));
        }

        int heaviest() {
            return weights.keySet().stream().mapToInt(this::weight).max().orElse(1);
        }

        double fairShare() {
            return weights.keySet().stream().mapToInt(this::weight).sum() / (double) workers.size();
        }

        Installation without(WorkerId worker) {
            return new Installation(
                    weights,
                    workers.stream().filter(each -> !each.equals(worker)).toList());
        }

        Installation with(ServerId server, int weight) {
            var more = new HashMap<>(weights);
            more.put(server, weight);
            return new Installation(more, workers);
        }
    }

    static Stream<Installation> installations() {
        return IntStream.range(0, 60).mapToObj(Installation::drawn);
    }

    private static long moved(Map<ServerId, WorkerId> before, Map<ServerId, WorkerId> after) {
        return before.entrySet().stream()
                .filter(each -> after.containsKey(each.getKey()))
                .filter(each -> !each.getValue().equals(after.get(each.getKey())))
                .count();
    }

    private static <T> List<T> shuffled(Collection<T> all) {
        var others = new ArrayList<>(all);
        Collections.shuffle(others, new Random(7));
        return others;
    }

    @ParameterizedTest
    @MethodSource("installations")
    void every_server_falls_to_a_live_worker(Installation installation) {
        assertThat(installation.divided().keySet())
                .isEqualTo(installation.weights().keySet());
        assertThat(installation.workers()).containsAll(installation.divided().values());
    }

    @ParameterizedTest
    @MethodSource("installations")
    void no_worker_has_more_than_its_share_a_little_and_what_cannot_be_split(Installation installation) {
        assertThat(installation.loads().values())
                .allMatch(load -> load <= Math.ceil(1.05 * installation.fairShare()) + installation.heaviest());
    }

    @ParameterizedTest
    @MethodSource("installations")
    void all_workers_agree_in_whatever_order_they_hear_of_servers_and_each_other(Installation installation) {
        var otherOrder = new LinkedHashMap<ServerId, Integer>();
        shuffled(installation.weights().keySet())
                .forEach(server -> otherOrder.put(server, installation.weights().getOrDefault(server, 0)));

        assertThat(Assignment.divide(otherOrder, shuffled(installation.workers())))
                .isEqualTo(installation.divided());
    }

    @Test
    void servers_of_equal_weight_are_shared_to_within_five_percent() {
        for (int workers = 2; workers < 10; workers++) {
            var installation = Installation.even(1000, workers);
            double fair = installation.fairShare();

            assertThat(installation.loads().values()).allMatch(load -> load <= Math.ceil(1.05 * fair));
        }
    }

    @Test
    void two_workers_and_a_handful_of_servers_are_even() {
        for (int servers = 2; servers <= 16; servers += 2) {
            int half = servers / 2;
            assertThat(Installation.even(servers, 2).loads().values())
                    .as("%s servers", servers)
                    .allMatch(load -> load >= half - 1 && load <= half + 1);
        }
    }

    @Test
    void a_server_with_many_databases_counts_for_as_many() {
        var installation = Installation.even(100, 2);
        var heavy = new ServerId(new UUID(1, 1));

        var loads = installation.with(heavy, 100).loads();

        assertThat(loads.values()).allMatch(load -> load >= 95 && load <= 105);
    }

    @Test
    void whoever_leaves_moves_little_but_its_own_servers() {
        for (int workers = 3; workers < 10; workers++) {
            var installation = Installation.even(1000, workers);
            WorkerId gone = installation.workers().getFirst();
            var before = installation.divided();
            long orphans = before.values().stream().filter(gone::equals).count();

            long moved = moved(before, installation.without(gone).divided());

            assertThat(moved).as("%s workers", workers).isBetween(orphans, orphans + 100);
        }
    }

    @Test
    void a_new_server_moves_hardly_any_other() {
        for (int seed = 0; seed < 50; seed++) {
            var installation = Installation.drawn(seed);
            var before = installation.divided();

            var after = installation.with(new ServerId(new UUID(seed, 2)), 1).divided();

            assertThat(moved(before, after))
                    .as("of %s", before.size())
                    .isLessThanOrEqualTo(Math.max(3, before.size() / 20));
        }
    }

    @Test
    void without_workers_nothing_falls_to_anybody() {
        assertThat(Assignment.divide(Installation.even(3, 1).weights(), List.of()))
                .isEmpty();
    }
}

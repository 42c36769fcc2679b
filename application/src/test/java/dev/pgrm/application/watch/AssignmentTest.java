package dev.pgrm.application.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.domain.server.ServerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static final Random RANDOM = new Random(42);
    private static final List<WorkerId> WORKERS =
            ids(5).stream().map(WorkerId::new).toList();
    private static final List<ServerId> SERVERS =
            ids(1000).stream().map(ServerId::new).toList();

    private static List<UUID> ids(int count) {
        return RANDOM.longs(count)
                .mapToObj(bits -> new UUID(bits, RANDOM.nextLong()))
                .toList();
    }

    private static WorkerId ownerOf(ServerId server, List<WorkerId> live) {
        List<WorkerId> claiming = live.stream()
                .filter(worker -> Assignment.fallsTo(worker, server, live))
                .toList();
        assertThat(claiming).hasSize(1);
        return claiming.getFirst();
    }

    @Test
    void all_workers_agree_in_whatever_order_they_hear_of_each_other() {
        for (ServerId server : SERVERS) {
            assertThat(ownerOf(server, WORKERS.reversed())).isEqualTo(ownerOf(server, WORKERS));
        }
    }

    @Test
    void every_worker_gets_about_its_share() {
        Map<WorkerId, Integer> shares = new HashMap<>();
        SERVERS.forEach(server -> shares.merge(ownerOf(server, WORKERS), 1, Integer::sum));

        assertThat(shares).hasSize(5);
        assertThat(shares.values()).allMatch(share -> share > 140 && share < 260);
    }

    @Test
    void a_worker_that_leaves_moves_its_own_servers_alone() {
        var left = new ArrayList<>(WORKERS);
        WorkerId gone = left.removeFirst();
        for (ServerId server : SERVERS) {
            WorkerId before = ownerOf(server, WORKERS);
            if (!before.equals(gone)) {
                assertThat(ownerOf(server, left)).isEqualTo(before);
            }
        }
    }

    @Test
    void whoever_knows_of_nobody_takes_everything() {
        assertThat(Assignment.fallsTo(WORKERS.getFirst(), SERVERS.getFirst(), List.of()))
                .isTrue();
    }
}

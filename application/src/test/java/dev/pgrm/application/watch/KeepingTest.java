package dev.pgrm.application.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.observation.LastKnownObservations;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.server.ServerId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeepingTest {
    private final Set<ServerId> kept = ConcurrentHashMap.newKeySet();

    @Test
    void what_the_store_will_never_take_of_one_server_keeps_no_other_out() {
        var servers = IntStream.range(0, 20)
                .mapToObj(number -> new ServerId(new UUID(0, number)))
                .toList();
        try (var keeping = new Keeping(refusing(servers.get(7)))) {
            servers.forEach(server -> keeping.keep(ScriptedProbes.unseen(server, new MovableClock())));

            await().untilAsserted(() -> assertThat(kept)
                    .isEqualTo(servers.stream()
                            .filter(server -> !server.equals(servers.get(7)))
                            .collect(Collectors.toSet())));
        }
    }

    private LastKnownObservations refusing(ServerId refused) {
        return new LastKnownObservations() {
            @Override
            public void keep(Observation observation) {
                if (observation.serverId().equals(refused)) {
                    throw new IllegalStateException("a horror");
                }
                kept.add(observation.serverId());
            }

            @Override
            public List<Observation> lastKnown(Collection<ServerId> servers) {
                return List.of();
            }
        };
    }
}

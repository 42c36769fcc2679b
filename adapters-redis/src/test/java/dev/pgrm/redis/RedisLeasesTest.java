package dev.pgrm.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.watch.Leases;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.server.ServerId;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisLeasesTest extends OnRedis {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final ServerId server = new ServerId(UUID.randomUUID());
    private final WorkerId ada = new WorkerId(UUID.randomUUID());
    private final WorkerId bob = new WorkerId(UUID.randomUUID());

    @SuppressWarnings("NullAway.Init") // by BeforeEach
    private RedisLink adasLink;

    @SuppressWarnings("NullAway.Init") // by BeforeEach
    private RedisLink bobsLink;

    @SuppressWarnings("NullAway.Init") // by BeforeEach
    private Leases adas;

    @SuppressWarnings("NullAway.Init") // by BeforeEach
    private Leases bobs;

    @BeforeEach
    void connect() {
        redis.start();
        adasLink = Links.connected(redis.uri());
        bobsLink = Links.connected(redis.uri());
        adas = new RedisLeases(adasLink);
        bobs = new RedisLeases(bobsLink);
    }

    @AfterEach
    void disconnect() {
        adasLink.close();
        bobsLink.close();
    }

    @Test
    void a_lease_is_not_stolen_while_it_lasts() {
        assertThat(adas.hold(server, ada, LONG)).isTrue();

        assertThat(bobs.hold(server, bob, LONG)).isFalse();
        assertThat(bobs.holders(List.of(server, new ServerId(UUID.randomUUID()))))
                .isEqualTo(Map.of(server, ada));
    }

    @Test
    void a_lease_is_taken_over_once_it_has_ended() {
        assertThat(adas.hold(server, ada, SHORT)).isTrue();

        await().atMost(Links.PATIENCE).until(() -> bobs.hold(server, bob, LONG));
        assertThat(adas.hold(server, ada, LONG)).isFalse();
        assertThat(adas.holders(List.of(server))).isEqualTo(Map.of(server, bob));
    }

    @Test
    void its_holder_renews_a_lease() {
        adas.hold(server, ada, Duration.ofMinutes(1));
        assertThat(adas.hold(server, ada, LONG)).isTrue();

        assertThat(adasLink.<Long>call(commands -> commands.pttl(Keys.lease(server))))
                .isGreaterThan(Duration.ofMinutes(5).toMillis());
    }

    @Test
    void only_its_holder_gives_a_lease_back() {
        adas.hold(server, ada, LONG);
        bobs.release(server, bob);
        assertThat(bobs.hold(server, bob, LONG)).isFalse();

        adas.release(server, ada);
        assertThat(bobs.hold(server, bob, LONG)).isTrue();
    }

    @Test
    void of_two_contending_workers_exactly_one_gets_each_server() throws Exception {
        var servers = Stream.generate(() -> new ServerId(UUID.randomUUID()))
                .limit(100)
                .toList();
        Set<ServerId> both;
        Set<ServerId> either;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Set<ServerId>> byAda = () -> taken(adas, ada, servers);
            Callable<Set<ServerId>> byBob = () -> taken(bobs, bob, servers.reversed());
            var forAda = threads.submit(byAda);
            var forBob = threads.submit(byBob);
            both = new HashSet<>(forAda.get());
            both.retainAll(forBob.get());
            either = new HashSet<>(forAda.get());
            either.addAll(forBob.get());
        }

        assertThat(both).isEmpty();
        assertThat(either).hasSameSizeAs(servers);
        assertThat(adas.holders(servers)).hasSameSizeAs(servers);
    }

    private static Set<ServerId> taken(Leases leases, WorkerId worker, List<ServerId> servers) {
        var taken = new HashSet<ServerId>();
        for (ServerId server : servers) {
            if (leases.hold(server, worker, LONG)) {
                taken.add(server);
            }
        }
        return taken;
    }

    @Test
    void a_worker_lives_as_long_as_it_beats() {
        adas.beat(ada, LONG);
        bobs.beat(bob, SHORT);
        assertThat(bobs.liveWorkers()).contains(ada);

        await().atMost(Links.PATIENCE).until(() -> !adas.liveWorkers().contains(bob));
        assertThat(adas.liveWorkers()).contains(ada);
        bobs.beat(bob, LONG);
        assertThat(adas.liveWorkers()).contains(ada, bob);
    }

    @Test
    void a_worker_learns_whether_it_was_still_known() {
        assertThat(adas.beat(ada, Duration.ofSeconds(2))).isFalse();
        assertThat(adas.beat(ada, SHORT)).isTrue();

        await().atMost(Links.PATIENCE).until(() -> !bobs.liveWorkers().contains(ada));
        assertThat(adas.beat(ada, LONG)).isFalse();
        assertThat(adas.beat(ada, LONG)).isTrue();
    }

    @Test
    void many_leases_are_taken_in_one_go_except_those_of_others() {
        var another = new ServerId(UUID.randomUUID());
        bobs.hold(another, bob, LONG);

        assertThat(adas.hold(List.of(server, another), ada, LONG)).containsExactly(server);
        assertThat(adas.hold(List.of(), ada, LONG)).isEmpty();
    }

    @Test
    void a_worker_that_leaves_leaves_its_leases_to_others() {
        adas.beat(ada, LONG);
        adas.hold(server, ada, LONG);

        adas.leave(ada);

        assertThat(bobs.liveWorkers()).doesNotContain(ada);
        assertThat(bobs.hold(server, bob, LONG)).isTrue();
    }

    @Test
    void without_redis_leases_are_unavailable() {
        redis.stop();
        Links.awaitDown(adasLink);
        assertThatExceptionOfType(Leases.Unavailable.class).isThrownBy(() -> adas.hold(server, ada, LONG));
        assertThatExceptionOfType(Leases.Unavailable.class).isThrownBy(adas::liveWorkers);
    }
}

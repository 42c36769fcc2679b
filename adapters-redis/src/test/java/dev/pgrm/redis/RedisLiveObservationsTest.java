package dev.pgrm.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.watch.Reports.Outcome;
import dev.pgrm.application.watch.WorkerId;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.json.JsonFormats;
import io.lettuce.core.cluster.SlotHash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisLiveObservationsTest extends OnRedis {
    private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration LIFETIME = Duration.ofMinutes(5);

    private final ServerId server = new ServerId(UUID.randomUUID());
    private final WorkerId ada = new WorkerId(UUID.randomUUID());
    private final WorkerId bob = new WorkerId(UUID.randomUUID());
    private final List<Observation> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger missed = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // by BeforeEach
    private RedisLink here;

    @SuppressWarnings("NullAway.Init") // by BeforeEach
    private RedisLink elsewhere;

    @BeforeEach
    void connect() {
        redis.start();
        here = Links.connected(redis.uri());
        elsewhere = Links.connected(redis.uri());
    }

    @AfterEach
    void disconnect() {
        here.close();
        elsewhere.close();
    }

    @Test
    void the_latest_is_what_was_published_last() {
        report(observation(1));
        report(observation(2));

        assertThat(live(elsewhere).latest(List.of(server, new ServerId(UUID.randomUUID()))))
                .containsExactly(observation(2));
    }

    @Test
    void what_nobody_renews_is_forgotten() {
        report(observation(1));

        assertThat(here.<Long>call(commands -> commands.pttl(Keys.observation(server))))
                .isPositive()
                .isLessThanOrEqualTo(LIFETIME.toMillis());
    }

    @Test
    void a_subscriber_hears_all_in_order() {
        live(elsewhere).subscribe(heard::add, missed::incrementAndGet);
        var all = new ArrayList<Observation>();
        for (int second = 0; second < 200; second++) {
            all.add(observation(second));
            report(observation(second));
        }

        await().atMost(Links.PATIENCE).untilAsserted(() -> assertThat(heard).isEqualTo(all));
        assertThat(missed).hasValue(0);
    }

    @Test
    void observations_flow_again_after_redis_was_killed_and_the_subscriber_knows_of_the_gap() {
        live(elsewhere).subscribe(heard::add, missed::incrementAndGet);
        redis.kill();
        Links.awaitDown(here);
        Links.awaitDown(elsewhere);
        redis.start();

        await().atMost(Links.PATIENCE).untilAtomic(missed, Matchers.equalTo(1));
        Links.awaitUp(here);
        report(observation(7));

        await().atMost(Links.PATIENCE).untilAsserted(() -> assertThat(heard).containsExactly(observation(7)));
        assertThat(live(elsewhere).latest(List.of(server))).containsExactly(observation(7));
        assertThat(missed).hasValue(1);
    }

    @Test
    void who_subscribed_before_redis_was_there_knows_of_the_gap_too() {
        redis.stop();
        try (var early = RedisLink.open(redis.uri())) {
            live(early).subscribe(heard::add, missed::incrementAndGet);
            redis.start();

            await().atMost(Links.PATIENCE).untilAtomic(missed, Matchers.equalTo(1));
        }
    }

    @Test
    void a_message_that_cannot_be_read_is_skipped() {
        live(elsewhere).subscribe(heard::add, missed::incrementAndGet);
        here.call(commands -> commands.publish(Keys.OBSERVATIONS, "{\"kind\":"));
        report(observation(3));

        await().atMost(Links.PATIENCE).untilAsserted(() -> assertThat(heard).containsExactly(observation(3)));
    }

    @Test
    void a_value_that_cannot_be_read_is_skipped() {
        here.call(commands -> commands.set(Keys.observation(server), "null"));

        assertThat(live(here).latest(List.of(server))).isEmpty();
    }

    @Test
    void a_listener_that_fails_hears_the_next() {
        live(elsewhere)
                .subscribe(
                        observation -> {
                            heard.add(observation);
                            throw new IllegalStateException("a failing listener, on purpose");
                        },
                        missed::incrementAndGet);
        report(observation(1));
        report(observation(2));

        await().atMost(Links.PATIENCE)
                .untilAsserted(() -> assertThat(heard).containsExactly(observation(1), observation(2)));
    }

    private static RedisLiveObservations live(RedisLink link) {
        return new RedisLiveObservations(link, JsonFormats.OBSERVATION);
    }

    private void report(Observation observation) {
        new RedisLeases(here).hold(server, ada, LIFETIME);
        assertThat(reports(here).publish(observation, ada)).isEqualTo(Outcome.PUBLISHED);
    }

    private static RedisReports reports(RedisLink link) {
        return new RedisReports(link, JsonFormats.OBSERVATION, LIFETIME);
    }

    @Test
    void who_lost_the_lease_to_another_publishes_nothing() {
        live(elsewhere).subscribe(heard::add, missed::incrementAndGet);
        report(observation(1));
        new RedisLeases(here).release(server, ada);
        new RedisLeases(elsewhere).hold(server, bob, LIFETIME);

        assertThat(reports(here).publish(observation(2), ada)).isEqualTo(Outcome.LEASE_TAKEN);
        assertThat(reports(elsewhere).publish(observation(3), bob)).isEqualTo(Outcome.PUBLISHED);

        assertThat(live(elsewhere).latest(List.of(server))).containsExactly(observation(3));
        await().atMost(Links.PATIENCE)
                .untilAsserted(() -> assertThat(heard).containsExactly(observation(1), observation(3)));
    }

    @Test
    void whose_lease_has_ended_publishes_nothing() {
        report(observation(1));
        new RedisLeases(here).release(server, ada);

        assertThat(reports(here).publish(observation(2), ada)).isEqualTo(Outcome.LEASE_ENDED);
        assertThat(live(elsewhere).latest(List.of(server))).containsExactly(observation(1));
    }

    @Test
    void a_lease_and_the_observation_that_needs_it_are_on_one_node_of_a_cluster() {
        assertThat(SlotHash.getSlot(Keys.lease(server))).isEqualTo(SlotHash.getSlot(Keys.observation(server)));
    }

    private Observation observation(int second) {
        return new Observation.Unseen(
                server, BEGIN.plusSeconds(second), BEGIN, new Trouble("unreachable", "No answer", "Look"), null);
    }
}

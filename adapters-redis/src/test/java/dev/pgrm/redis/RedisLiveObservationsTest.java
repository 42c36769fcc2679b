package dev.pgrm.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.observation.Observation;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.json.JsonFormats;
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
        live(here).publish(observation(1));
        live(here).publish(observation(2));

        assertThat(live(elsewhere).latest(List.of(server, new ServerId(UUID.randomUUID()))))
                .containsExactly(observation(2));
    }

    @Test
    void what_nobody_renews_is_forgotten() {
        live(here).publish(observation(1));

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
            live(here).publish(observation(second));
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
        live(here).publish(observation(7));

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
        live(here).publish(observation(3));

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
        live(here).publish(observation(1));
        live(here).publish(observation(2));

        await().atMost(Links.PATIENCE)
                .untilAsserted(() -> assertThat(heard).containsExactly(observation(1), observation(2)));
    }

    private static RedisLiveObservations live(RedisLink link) {
        return new RedisLiveObservations(link, JsonFormats.OBSERVATION, LIFETIME);
    }

    private Observation observation(int second) {
        return new Observation.Unseen(
                server, BEGIN.plusSeconds(second), BEGIN, new Trouble("unreachable", "No answer", "Look"), null);
    }
}

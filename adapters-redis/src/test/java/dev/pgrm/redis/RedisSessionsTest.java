package dev.pgrm.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.signin.Sessions.Opened;
import dev.pgrm.json.JsonFormats;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisSessionsTest extends OnRedis {
    private static final Instant MORNING = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration TWELVE_HOURS = Duration.ofHours(12);
    private static final Actor ADA = new Actor("ada", Set.of(Actor.Role.OPERATOR));

    @SuppressWarnings("NullAway.Init") // by BeforeEach
    private RedisLink link;

    @SuppressWarnings("NullAway.Init") // by BeforeEach
    private RedisSessions sessions;

    @BeforeEach
    void connect() {
        link = Links.connected(redis.uri());
        link.call(commands -> commands.flushall());
        sessions = at(MORNING);
    }

    @AfterEach
    void disconnect() {
        link.close();
    }

    private RedisSessions at(Instant time) {
        return new RedisSessions(link, JsonFormats.SESSION, Clock.fixed(time, ZoneOffset.UTC));
    }

    @Test
    void an_open_session_is_found_by_its_token() {
        Opened opened = sessions.open(ADA, TWELVE_HOURS);

        assertThat(opened.session().expiresAt()).isEqualTo(MORNING.plus(TWELVE_HOURS));
        assertThat(sessions.find(opened.token())).isEqualTo(opened.session());
        assertThat(sessions.find(opened.token() + "x")).isNull();
        assertThat(sessions.find("")).isNull();
    }

    @Test
    void a_closed_session_is_gone() {
        Opened opened = sessions.open(ADA, TWELVE_HOURS);
        Opened other = sessions.open(ADA, TWELVE_HOURS);

        sessions.close(opened.token());

        assertThat(sessions.find(opened.token())).isNull();
        assertThat(sessions.find(other.token())).isNotNull();
    }

    @Test
    void a_session_ends_by_the_clock_and_redis_forgets_it() {
        Opened opened = sessions.open(ADA, TWELVE_HOURS);

        assertThat(at(MORNING.plus(TWELVE_HOURS).minusMillis(1)).find(opened.token()))
                .isNotNull();
        assertThat(at(MORNING.plus(TWELVE_HOURS)).find(opened.token())).isNull();
        assertThat(link.<Long>call(commands -> commands.pttl(onlyKey())))
                .isPositive()
                .isLessThanOrEqualTo(TWELVE_HOURS.toMillis());
    }

    @Test
    void nothing_that_is_kept_opens_a_session() {
        Opened opened = sessions.open(ADA, TWELVE_HOURS);
        String key = onlyKey();
        String value = link.call(commands -> commands.get(key));

        assertThat(key + value).doesNotContain(opened.token());
        assertThat(sessions.find(key)).isNull();
        assertThat(sessions.find(key.substring("pgrm:{session:".length(), key.length() - 1)))
                .isNull();
        assertThat(sessions.find(opened.session().csrfToken())).isNull();
    }

    @Test
    void a_token_has_256_random_bits_and_fits_into_a_cookie() {
        Opened first = sessions.open(ADA, TWELVE_HOURS);
        Opened second = sessions.open(ADA, TWELVE_HOURS);

        assertThat(first.token()).isNotEqualTo(second.token()).matches("[A-Za-z0-9_-]+");
        assertThat(Base64.getUrlDecoder().decode(first.token())).hasSize(32);
        assertThat(Base64.getUrlDecoder().decode(first.session().csrfToken())).hasSize(32);
        assertThat(first.session().csrfToken()).isNotEqualTo(second.session().csrfToken());
    }

    @Test
    void a_session_that_cannot_be_read_is_none() {
        Opened opened = sessions.open(ADA, TWELVE_HOURS);
        link.call(commands -> commands.set(onlyKey(), "{}"));

        assertThat(sessions.find(opened.token())).isNull();
    }

    @Test
    void failures_are_counted_for_each_address() {
        assertThat(sessions.failures("192.0.2.1")).isZero();
        assertThat(sessions.countFailure("192.0.2.1", TWELVE_HOURS)).isEqualTo(1);
        assertThat(sessions.countFailure("192.0.2.1", TWELVE_HOURS)).isEqualTo(2);

        assertThat(sessions.failures("192.0.2.1")).isEqualTo(2);
        assertThat(sessions.failures("192.0.2.2")).isZero();
    }

    @Test
    void failures_are_forgotten_after_a_while() {
        sessions.countFailure("192.0.2.1", Duration.ofMillis(50));

        await().atMost(Links.PATIENCE).until(() -> sessions.failures("192.0.2.1") == 0);
        assertThat(sessions.countFailure("192.0.2.1", TWELVE_HOURS)).isEqualTo(1);
    }

    private String onlyKey() {
        return link.call(commands -> commands.keys("*")).getFirst();
    }
}

package dev.pgrm.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pgrm.devkit.redis.RedisServer;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Tag("servers")
class RedisLinkTest {
    private static final String WRONG = "not-the-pass-word";

    @Test
    void opens_before_redis_is_there_and_connects_when_it_is() {
        try (var redis = RedisServer.temporary()) {
            redis.stop();
            try (var link = RedisLink.open(redis.uri())) {
                await().atMost(Links.PATIENCE)
                        .until(() -> String.valueOf(link.trouble()).contains("refused"));
                assertThat(link.isUp()).isFalse();
                assertThatExceptionOfType(RedisUnavailable.class)
                        .isThrownBy(() -> link.call(commands -> commands.get("key")))
                        .withMessageContaining(link.describe());

                redis.start();

                Links.awaitUp(link);
                assertThat(link.trouble()).isNull();
                assertThat(link.<String>call(commands -> commands.set("key", "value")))
                        .isEqualTo("OK");
            }
        }
    }

    @Test
    void finds_a_redis_again_that_was_killed() {
        try (var redis = RedisServer.temporary();
                var link = Links.connected(redis.uri())) {
            redis.kill();
            Links.awaitDown(link);
            redis.start();
            Links.awaitUp(link);

            assertThat(link.<String>call(commands -> commands.ping())).isEqualTo("PONG");
        }
    }

    @Test
    void notices_a_redis_that_stopped_answering_without_hanging_up() {
        try (var redis = RedisServer.temporary();
                var link = Links.connected(redis.uri())) {
            redis.freeze();
            Links.awaitDown(link);
            redis.thaw();
            Links.awaitUp(link);
        }
    }

    @Test
    void signs_in_with_a_password_and_shows_it_nowhere() {
        try (var redis = RedisServer.builder().withPassword().start();
                var link = Links.connected(redis.uri())) {
            assertThat(link.describe()).isEqualTo("redis://127.0.0.1:" + redis.port());
        }
    }

    @Test
    void says_that_a_password_is_wrong_without_saying_it() {
        ListAppender<ILoggingEvent> logged = listenToTheLog();
        try (var redis = RedisServer.builder().withPassword().start();
                var link = RedisLink.open("redis://:" + WRONG + "@127.0.0.1:" + redis.port())) {
            await().atMost(Links.PATIENCE)
                    .until(() -> String.valueOf(link.trouble()).contains("WRONGPASS"));

            assertThatExceptionOfType(RedisUnavailable.class)
                    .isThrownBy(() -> link.call(commands -> commands.ping()))
                    .withMessageContaining("WRONGPASS")
                    .satisfies(e -> assertThat(e).asString().doesNotContain(WRONG));
            assertThat(link.describe() + link.trouble()).doesNotContain(WRONG);
            List<String> lines =
                    logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
            assertThat(lines)
                    .anyMatch(line -> line.startsWith("waiting for Redis at redis://127.0.0.1:" + redis.port() + ": "))
                    .noneMatch(line -> line.contains(WRONG));
        } finally {
            rootLogger().detachAppender(logged);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://:not-the-pass-word@localhost",
                "redis://:not-the-pass-word@",
                "redis://:not-the-pass-word%@localhost",
                "redis://:not-the-pass-word@localhost:port",
                "redis://user:not-the-pass-word#@localhost:6379",
                "redis://user:not-the-pass-word@localhost/data",
                "redis://user:not-the-pass-word@my_redis:6379"
            })
    void refuses_what_is_no_redis_uri_without_repeating_it(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisLink.open(uri).close())
                .withNoCause()
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(WRONG));
    }

    @Test
    void describes_tls_and_database() {
        try (var link = RedisLink.open("rediss://user:" + WRONG + "@127.0.0.1:1/3")) {
            assertThat(link.describe()).isEqualTo("rediss://127.0.0.1:1/3");
        }
    }

    private static ListAppender<ILoggingEvent> listenToTheLog() {
        var appender = new ListAppender<ILoggingEvent>();
        appender.start();
        rootLogger().addAppender(appender);
        return appender;
    }

    private static Logger rootLogger() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }
}

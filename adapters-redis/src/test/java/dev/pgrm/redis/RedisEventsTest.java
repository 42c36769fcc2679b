package dev.pgrm.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.operation.Progress.Report;
import dev.pgrm.devkit.redis.RedisServer;
import dev.pgrm.domain.operation.OperationId;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("servers")
class RedisEventsTest {
    private final RedisServer redis = RedisServer.temporary();
    private final AtomicInteger changes = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // by BeforeEach
    private RedisLink here;

    @SuppressWarnings("NullAway.Init") // by BeforeEach
    private RedisLink elsewhere;

    @BeforeEach
    void connect() {
        here = Links.connected(redis.uri());
        elsewhere = Links.connected(redis.uri());
    }

    @AfterEach
    void disconnect() {
        here.close();
        elsewhere.close();
        redis.close();
    }

    @Test
    void a_change_of_the_registry_is_heard_here_and_elsewhere() {
        var events = new RedisRegistryEvents(here);
        events.onRegistryChanged(changes::incrementAndGet);
        new RedisRegistryEvents(elsewhere).onRegistryChanged(changes::incrementAndGet);

        events.registryChanged();

        await().atMost(Links.PATIENCE).untilAtomic(changes, Matchers.equalTo(2));
    }

    @Test
    void a_change_made_while_redis_was_away_is_made_all_the_same_and_heard_later() {
        var events = new RedisRegistryEvents(here);
        new RedisRegistryEvents(elsewhere).onRegistryChanged(changes::incrementAndGet);
        redis.kill();
        Links.awaitDown(here);
        Links.awaitDown(elsewhere);

        events.registryChanged();
        redis.start();

        await().atMost(Links.PATIENCE).untilAtomic(changes, Matchers.equalTo(1));
    }

    @Test
    void progress_is_heard_elsewhere() {
        List<Report> reports = new CopyOnWriteArrayList<>();
        new RedisProgress(elsewhere).listen(reports::add, () -> {});
        OperationId operation = new OperationId(UUID.randomUUID());

        here.call(commands -> commands.publish(Keys.PROGRESS, "nonsense"));
        new RedisProgress(here).report(operation, "copy", 40, "12 of 30 tables\n2 at work");

        var expected = new Report(operation, "copy", 40, "12 of 30 tables\n2 at work");
        await().atMost(Links.PATIENCE).untilAsserted(() -> assertThat(reports).containsExactly(expected));
    }

    @Test
    void progress_that_nobody_can_be_told_of_stops_nobody() {
        redis.stop();
        Links.awaitDown(here);

        new RedisProgress(here).report(new OperationId(UUID.randomUUID()), "copy", 1, "");

        assertThat(here.isUp()).isFalse();
    }
}

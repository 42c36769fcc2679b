package dev.pgrm.api.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Databases;
import dev.pgrm.api.Hearing;
import dev.pgrm.api.Observed;
import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import dev.pgrm.devkit.fault.FaultProxy;
import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.devkit.redis.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An API whose ways to store and Redis can be cut; both are cut when it starts. */
@WithApi
class OutagesTest {
    private final Database database = RunningApi.freshStore();
    private final FaultProxy toStore = FaultProxy.open()
            .towards(database.server().host(), database.server().port());
    private final RedisServer redis = RedisServer.temporary();
    private final FaultProxy toRedis = FaultProxy.open().towards(redis.host(), redis.port());

    @SuppressWarnings("NullAway.Init") // by BeforeEach
    private RunningApi api;

    @BeforeEach
    void start() {
        toStore.cut();
        toRedis.cut();
        String store = database.jdbcUrl().replaceFirst("//[^/]+/", "//127.0.0.1:" + toStore.port() + "/");
        api = RunningApi.start(RunningApi.environment(store, "redis://127.0.0.1:" + toRedis.port()));
    }

    @AfterEach
    void stop() {
        api.close();
        toStore.close();
        toRedis.close();
        redis.close();
    }

    private Reply readiness() {
        return api.anonymous().get("/health/readiness");
    }

    private void awaitReadiness(int status) {
        await().atMost(RunningApi.PATIENCE).until(() -> readiness().status() == status);
    }

    @Test
    void starts_before_its_servers_and_recovers_when_they_come() {
        api.anonymous().get("/health/liveness").is(200);
        assertThat(readiness().is(503).body()).contains("waiting").doesNotContain("127.0.0.1");
        api.program().get("/api/databases").problem(503, "store_unavailable");
        api.program().get("/api/topology").problem(503, "store_unavailable");
        api.anonymous().get("/login").is(200);

        toStore.restore();
        await().atMost(RunningApi.PATIENCE)
                .until(() -> api.program().get("/api/databases").status() == 200);
        readiness().is(503);

        toRedis.restore();
        awaitReadiness(200);
        api.anonymous().signIn().get("/api/databases").is(200);
    }

    @Test
    void works_again_by_itself_after_losing_redis() {
        toStore.restore();
        toRedis.restore();
        awaitReadiness(200);
        Visitor browser = api.anonymous().signIn();
        browser.get("/api/auth/me").is(200);

        toRedis.cut();
        awaitReadiness(503);
        browser.get("/api/auth/me").problem(503, "redis_unavailable");
        browser.get("/api/databases").problem(503, "redis_unavailable");
        Reply page = browser.with("Accept", "text/html").get("/slots").is(503);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("Redis cannot be reached", "opens by itself", "/assets/error.");
        api.anonymous()
                .post("/api/auth/login", "{\"method\":\"key\",\"key\":\"" + RunningApi.KEY + "\"}")
                .problem(503, "redis_unavailable");
        api.anonymous().get("/api/databases").is(401);
        api.anonymous().get("/health/liveness").is(200);
        api.program().get("/api/topology").is(200);
        api.program()
                .post("/api/databases", Databases.named("while-redis-is-down"))
                .is(201);

        toRedis.restore();
        awaitReadiness(200);
        browser.get("/api/auth/me").is(200);
        try (Hearing hearing = browser.listen()) {
            hearing.first(message -> message.at("/data/nodes")
                    .valueStream()
                    .anyMatch(node -> node.path("name").asText().equals("while-redis-is-down")));
        }
    }

    @Test
    void signs_people_out_when_redis_has_forgotten_and_loses_nothing_else() {
        toStore.restore();
        toRedis.restore();
        awaitReadiness(200);
        Visitor browser = api.anonymous().signIn();
        browser.post("/api/databases", Databases.named("kept")).is(201);

        redis.kill();
        awaitReadiness(503);
        redis.start();
        awaitReadiness(200);

        browser.get("/api/auth/me").problem(401, "not_signed_in");
        JsonNode kept = api.anonymous().signIn().get("/api/databases").is(200).json();
        assertThat(kept.at("/items/0/name").asText()).isEqualTo("kept");
    }

    @Test
    void works_again_by_itself_after_losing_the_store() {
        toStore.restore();
        toRedis.restore();
        awaitReadiness(200);

        toStore.cut();
        api.program().get("/api/databases").problem(503, "store_unavailable");
        api.program().post("/api/databases", Databases.named("lost")).problem(503, "store_unavailable");
        api.program().get("/api/topology").is(200);
        awaitReadiness(503);
        api.anonymous().get("/health/liveness").is(200);

        toStore.restore();
        awaitReadiness(200);
        assertThat(api.program().get("/api/databases").is(200).json().path("items"))
                .isEmpty();
    }

    @Test
    void shows_what_was_known_last_as_stale_while_redis_is_down() {
        toStore.restore();
        toRedis.restore();
        awaitReadiness(200);
        JsonNode database = api.program()
                .post("/api/databases", Databases.named("seen"))
                .is(201)
                .json();
        api.monitor().publish(Observed.of(database).at("0/2000000").seen());
        await().atMost(RunningApi.PATIENCE).until(() -> node("status").equals("connected"));

        toRedis.cut();
        awaitReadiness(503);

        await().atMost(RunningApi.PATIENCE.multipliedBy(2))
                .until(() -> node("stale").equals("true"));
        assertThat(api.program().get("/api/topology").is(200).body()).contains("0/2000000");
    }

    private String node(String field) {
        return api.program()
                .get("/api/topology")
                .is(200)
                .json()
                .at("/nodes/0")
                .path(field)
                .asText();
    }
}

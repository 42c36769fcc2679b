package dev.pgrm.api.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Databases;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.WithApi;
import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.devkit.redis.RedisServer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@WithApi
class RestartTest {
    @Test
    void draws_the_same_picture_again_and_does_without_a_key() {
        Database store = RunningApi.freshStore();
        try (RedisServer redis = RedisServer.temporary()) {
            Map<String, String> environment = new HashMap<>(RunningApi.environment(store.jdbcUrl(), redis.uri()));
            JsonNode before;
            try (RunningApi api = RunningApi.start(environment).ready()) {
                for (int i = 0; i < 5; i++) {
                    api.program()
                            .post("/api/databases", Databases.named("db-" + i))
                            .is(201);
                }
                before = fiveServers(api);
            }
            try (RunningApi api = RunningApi.start(environment).ready()) {
                assertThat(fiveServers(api)).isEqualTo(before);
            }
            refusesEveryKeyWithoutOne(environment);
        }
    }

    private static JsonNode fiveServers(RunningApi api) {
        await().atMost(RunningApi.PATIENCE).until(() -> servers(api).size() == 5);
        return servers(api);
    }

    private static JsonNode servers(RunningApi api) {
        return api.program().get("/api/topology").json().path("servers");
    }

    private static void refusesEveryKeyWithoutOne(Map<String, String> environment) {
        environment.remove("AUTH_KEY");
        environment.put("PGRM_METRICS_OPEN", "true");
        try (RunningApi api = RunningApi.start(environment).ready()) {
            assertThat(api.anonymous().get("/api/auth/methods").json().path("items"))
                    .isEmpty();
            api.anonymous()
                    .post("/api/auth/login", "{\"method\":\"key\",\"key\":\"" + RunningApi.KEY + "\"}")
                    .problem(403, "key_disabled");
            api.program().get("/api/databases").is(401);
            api.anonymous()
                    .with("Authorization", "Bearer null")
                    .get("/api/databases")
                    .is(401);
            api.anonymous().get("/metrics").is(200);
        }
    }
}

package dev.pgrm.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Pair;
import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@WithApi
class WhatIfHttpTest {
    private static final Pair PAIR = Pair.in(RunningApi.shared());
    private static final Visitor PROGRAM = RunningApi.shared().program();

    private static Reply asked(String server, String query) {
        return PROGRAM.get("/api/servers/" + server + "/what-if" + query);
    }

    private static JsonNode effect(JsonNode body, String code) {
        return body.path("effects")
                .valueStream()
                .filter(each -> each.path("code").asText().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(code + " is not in " + body));
    }

    @Test
    void tells_what_a_restart_would_do() {
        JsonNode body = asked(PAIR.publishingServer(), "?event=restart").is(200).json();

        assertThat(body.path("serverId").asText()).isEqualTo(PAIR.publishingServer());
        assertThat(body.path("event").asText()).isEqualTo("restart");
        assertThat(body.path("count").path("critical").asInt()).isEqualTo(1);
        JsonNode effect = effect(body, "subscription_disabled");
        assertThat(effect.path("severity").asText()).isEqualTo("critical");
        assertThat(effect.path("streamId").asText()).isEqualTo(PAIR.stream().toString());
        assertThat(effect.path("message").asText()).contains(PAIR.slot());
        assertThat(effect.path("remedy").path("sql").asText())
                .isEqualTo("alter subscription \"" + PAIR.slot() + "\" enable;");
        assertThat(effect.path("remedy").path("serverId").asText()).isEqualTo(PAIR.subscribingServer());
    }

    @Test
    void a_downtime_lasts_an_hour_unless_something_else_is_said() {
        JsonNode hour =
                asked(PAIR.subscribingServer(), "?event=downtime").is(200).json();
        JsonNode minute = asked(PAIR.subscribingServer(), "?event=downtime&seconds=60")
                .is(200)
                .json();

        assertThat(hour.path("seconds").asDouble()).isEqualTo(3600);
        JsonNode effect = effect(hour, "wal_accumulates");
        assertThat(effect.path("slot").path("name").asText()).isEqualTo(PAIR.slot());
        assertThat(effect.path("slot").path("serverId").asText()).isEqualTo(PAIR.publishingServer());
        assertThat(effect.path("bytes").asLong())
                .isEqualTo(60 * effect(minute, "wal_accumulates").path("bytes").asLong());
    }

    @Test
    void a_failover_without_a_standby_loses_everything() {
        JsonNode body =
                asked(PAIR.publishingServer(), "?event=failover").is(200).json();

        assertThat(body.path("heirId").isNull()).isTrue();
        assertThat(effect(body, "no_standby").path("severity").asText()).isEqualTo("critical");
    }

    @Test
    void refuses_what_makes_no_sense() {
        String server = PAIR.publishingServer();
        asked(server, "").problem(422, "invalid");
        assertThat(asked(server, "?event=party&seconds=0").complaints()).containsExactly("event", "seconds");
        assertThat(asked(server, "?event=restart&seconds=5").complaints()).containsExactly("seconds");
        assertThat(asked(server, "?event=restart&standbyId=" + UUID.randomUUID())
                        .complaints())
                .containsExactly("standbyId");
        asked(server, "?event=failover&standbyId=" + PAIR.subscribingServer()).problem(422, "not_a_standby");
        asked(server, "?event=failover&standbyId=x").problem(400, "malformed_request");
        asked(UUID.randomUUID().toString(), "?event=restart").problem(404, "server_unknown");
    }

    @Test
    void wants_to_know_who_asks() {
        RunningApi.shared()
                .anonymous()
                .get("/api/servers/" + PAIR.publishingServer() + "/what-if?event=restart")
                .is(401);
    }
}

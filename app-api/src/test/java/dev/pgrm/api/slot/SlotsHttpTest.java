package dev.pgrm.api.slot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Pair;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import java.util.List;
import org.junit.jupiter.api.Test;

@WithApi
class SlotsHttpTest {
    private static final Pair PAIR = Pair.in(RunningApi.shared());
    private static final Visitor PROGRAM = RunningApi.shared().program();

    private static JsonNode slots(String query) {
        return PROGRAM.get("/api/slots?serverId=" + PAIR.publishingServer() + query)
                .is(200)
                .json();
    }

    private static List<String> names(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(slot -> slot.path("name").asText())
                .toList();
    }

    @Test
    void a_slot_comes_with_its_server_and_its_stream() {
        JsonNode slot = slots("").path("items").path(0);

        assertThat(slot.path("name").asText()).isEqualTo(PAIR.slot());
        assertThat(slot.path("serverId").asText()).isEqualTo(PAIR.publishingServer());
        assertThat(slot.path("streamId").asText()).isEqualTo(PAIR.stream().toString());
        assertThat(slot.path("retainedWalBytes").asLong()).isEqualTo(0x1000000);
        assertThat(slot.path("orphaned").asBoolean()).isFalse();
        assertThat(slot.path("type").asText()).isEqualTo("logical");
        assertThat(slot.path("upkeep").has("catalogXminAge")).isTrue();
    }

    @Test
    void a_leftover_is_an_orphan_with_a_forecast() {
        JsonNode page = slots("&orphaned=true");

        assertThat(names(page)).containsExactly(PAIR.leftover());
        JsonNode slot = page.path("items").path(0);
        assertThat(slot.path("streamId").isNull()).isTrue();
        assertThat(slot.path("forecast").path("growthBytesPerSecond").asDouble())
                .isPositive();
        assertThat(names(slots("&orphaned=false"))).containsExactly(PAIR.slot());
    }

    @Test
    void pages_join_without_a_gap() {
        JsonNode first = slots("&limit=1");
        JsonNode second = slots("&limit=1&cursor=" + first.path("next").asText());

        assertThat(names(first)).containsExactly(PAIR.slot());
        assertThat(names(second)).containsExactly(PAIR.leftover());
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void refuses_what_makes_no_sense() {
        assertThat(PROGRAM.get("/api/slots?orphaned=maybe&limit=1001&cursor=x")
                        .is(422)
                        .complaints())
                .containsExactly("orphaned", "limit", "cursor");
    }
}

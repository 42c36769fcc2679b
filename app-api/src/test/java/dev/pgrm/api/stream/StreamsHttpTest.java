package dev.pgrm.api.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Pair;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@WithApi
class StreamsHttpTest {
    private static final Pair ONE = Pair.in(RunningApi.shared());
    private static final Pair OTHER = Pair.in(RunningApi.shared());
    private static final Visitor PROGRAM = RunningApi.shared().program();

    private static List<String> names(String query) {
        return PROGRAM.get("/api/replication/streams" + query)
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .map(stream -> stream.path("name").asText())
                .toList();
    }

    @Test
    void every_stream_of_the_map_is_listed_by_name() {
        assertThat(names("")).contains(ONE.slot(), OTHER.slot()).isSorted();
    }

    @Test
    void filters_narrow_each_other() {
        String one = "&q=" + ONE.slot().toUpperCase(Locale.ROOT);
        assertThat(names("?status=active&type=logical&verdict=healthy" + one)).containsExactly(ONE.slot());
        assertThat(names("?status=error" + one)).isEmpty();
        assertThat(names("?type=physical" + one)).isEmpty();
        assertThat(names("?verdict=critical" + one)).isEmpty();
        assertThat(names("?databaseId=" + ONE.subscriber().path("id").asText())).containsExactly(ONE.slot());
        assertThat(names("?serverId=" + OTHER.publishingServer())).containsExactly(OTHER.slot());
    }

    @Test
    void pages_join_without_a_gap() {
        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            JsonNode page = PROGRAM.get("/api/replication/streams?limit=1" + cursor)
                    .is(200)
                    .json();
            seen.add(page.path("items").path(0).path("id").asText());
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asText();
        } while (!cursor.isEmpty());

        assertThat(seen)
                .doesNotHaveDuplicates()
                .contains(ONE.stream().toString(), OTHER.stream().toString());
    }

    @Test
    void refuses_what_makes_no_sense() {
        assertThat(PROGRAM.get("/api/replication/streams?status=odd&type=odd&verdict=odd&limit=0&cursor=odd")
                        .is(422)
                        .complaints())
                .containsExactly("status", "type", "verdict", "limit", "cursor");
    }

    @Test
    void one_stream_comes_with_what_was_seen_of_both_ends() {
        JsonNode stream =
                PROGRAM.get("/api/replication/streams/" + ONE.stream()).is(200).json();

        assertThat(stream.path("name").asText()).isEqualTo(ONE.slot());
        assertThat(stream.path("status").asText()).isEqualTo("active");
        assertThat(stream.path("lagBytes").asLong()).isEqualTo(0x1000000);
        assertThat(stream.path("tables").path("ready").asInt()).isEqualTo(3);
        JsonNode subscription = stream.path("subscriptionDetails");
        assertThat(subscription.path("options").path("disableOnError").asBoolean())
                .isTrue();
        assertThat(subscription.path("worker").path("pid").asInt()).isEqualTo(77);
        assertThat(subscription
                        .path("publisher")
                        .path("hosts")
                        .path(0)
                        .path("port")
                        .asInt())
                .isEqualTo(5432);
        assertThat(subscription.path("counters").path("applyErrors").isNull()).isTrue();
        assertThat(stream.path("slotDetails").path("confirmedFlushLsn").asText())
                .isEqualTo("0/2000000");
        assertThat(stream.path("slotDetails").path("streamId")).isEqualTo(stream.path("id"));
        assertThat(stream.path("receiver").isNull()).isTrue();
    }

    @Test
    void a_stream_that_is_not_there_is_unknown() {
        PROGRAM.get("/api/replication/streams/" + UUID.randomUUID()).problem(404, "stream_unknown");
        PROGRAM.get("/api/replication/streams/odd").problem(400, "malformed_request");
    }
}

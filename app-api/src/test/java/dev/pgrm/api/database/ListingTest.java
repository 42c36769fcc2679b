package dev.pgrm.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Databases;
import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.Visitor;
import dev.pgrm.api.WithApi;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Five databases that share a tag of their own, among those of other tests. */
@WithApi
class ListingTest {
    private static final String RUN = Databases.freshName();
    private static final Visitor PROGRAM = RunningApi.shared().program();

    @BeforeAll
    static void register() {
        Stream.of(
                        "\"name\":\"RUN-a\",\"environment\":\"production\",\"tags\":{\"run\":\"RUN\",\"team\":\"sales\"}",
                        "\"name\":\"RUN-b\",\"environment\":\"production\",\"provider\":\"aws\",\"tags\":{\"run\":\"RUN\"}",
                        "\"name\":\"RUN-c\",\"role\":\"replica\",\"tags\":{\"run\":\"RUN\"}",
                        "\"name\":\"RUN-B\",\"notes\":\"Ask Grace first\",\"tags\":{\"run\":\"RUN\",\"of\":\"a, b: c\"}",
                        "\"name\":\"RUN c\",\"tags\":{\"run\":\"RUN\",\"team\":\"sales\"}")
                .map(fields -> "{" + fields.replace("RUN", RUN)
                        + ",\"host\":\"h.example\",\"database\":\"d\",\"credentials\":\"file:x\"}")
                .forEach(body -> PROGRAM.post("/api/databases", body).is(201));
    }

    private static Reply list(String query) {
        return PROGRAM.get("/api/databases?tag=run:" + RUN + query).is(200);
    }

    private static List<String> names(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(item -> item.path("name").asText().substring(RUN.length()))
                .toList();
    }

    @Test
    void is_by_name_byte_by_byte() {
        JsonNode page = list("").json();

        assertThat(names(page)).containsExactly(" c", "-B", "-a", "-b", "-c");
        assertThat(page.has("next")).isTrue();
        assertThat(page.path("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "environment=production, '-a,-b'",
        "environment=production&provider=aws, -b",
        "role=replica, -c",
        "role=primary&tag=team:sales, ' c,-a'",
        "q=gRaCe, -B",
        "q=sales, ' c,-a'",
        "managedBy=people&q=grace, -B",
        "managedBy=file, ''",
        "tag=of:a%2C%20b:%20c, -B",
        "environment=nowhere, ''",
        "tag=team:nobody, ''"
    })
    void filters_narrow_each_other(String query, String names) {
        assertThat(String.join(",", names(list("&" + query).json()))).isEqualTo(names);
    }

    @Test
    void a_name_is_the_whole_name() {
        assertThat(names(list("&name=" + RUN + "-b").json())).containsExactly("-b");
        assertThat(names(list("&name=" + RUN).json())).isEmpty();
    }

    @Test
    void goes_on_page_by_page() {
        var names = new ArrayList<String>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = list("&limit=2" + cursor).json();
            names.addAll(names(page));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asText();
            pages++;
        } while (!cursor.isEmpty());

        assertThat(names).containsExactly(" c", "-B", "-a", "-b", "-c");
        assertThat(pages).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cursor=rubbish",
                "cursor=%25",
                "cursor=YWZ0ZXI6",
                "limit=0",
                "limit=1001",
                "limit=-1",
                "provider=oracle",
                "role=boss",
                "managedBy=me",
                "tag=alone",
                "tag=:x",
                "tag=a:1&tag=a:2",
                "q=%00"
            })
    void rubbish_is_refused_by_its_name(String query) {
        Reply reply = PROGRAM.get("/api/databases?" + query);
        reply.problem(422, "invalid");
        assertThat(reply.complaints()).containsExactly(query.substring(0, query.indexOf('=')));
    }

    @Test
    void a_limit_is_a_number() {
        PROGRAM.get("/api/databases?limit=many").problem(400, "malformed_request");
    }
}

package dev.pgrm.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An answer of the API. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two
public record Reply(int status, HttpHeaders headers, byte[] bytes) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError("This is no JSON: " + json, e);
        }
    }

    public String body() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The header's value; empty if there is none. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public JsonNode json() {
        return parse(body());
    }

    public Reply is(int expected) {
        assertThat(status).as(() -> body()).isEqualTo(expected);
        return this;
    }

    /** Checks that it is a problem in full, and hands out its form. */
    public JsonNode problem(int expected, String code) {
        is(expected);
        assertThat(header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = json();
        assertThat(problem.path("code").asText()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(expected);
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("remedy").asText()).isNotBlank();
        assertThat(problem.path("errors").isArray()).isTrue();
        return problem;
    }

    /** The fields that a problem complains of. */
    public List<String> complaints() {
        return json().path("errors")
                .valueStream()
                .map(error -> error.path("field").asText())
                .toList();
    }

    public String cookie() {
        return header("Set-Cookie");
    }
}

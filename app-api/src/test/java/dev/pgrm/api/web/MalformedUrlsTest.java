package dev.pgrm.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.WithApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over a plain socket: no client lets such a URL out. */
@WithApi
class MalformedUrlsTest {
    private static final String BEARER = "Authorization: Bearer " + RunningApi.KEY;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/topology?at=%zz",
                "/api/topology?at=%",
                "/api/databases/%zz",
                "/api/databases?environment=%zz",
                "/api/slots/%G1/x",
                "/api/nowhere/%2",
                "/api/databases?environment={x}",
                "/%zz",
                "//[%zz",
                "/metrics?%zz",
            })
    void answers_400_to_whoever_is_signed_in(String url) throws IOException {
        assertThat(status(sent("GET " + url, BEARER))).isEqualTo(400);
    }

    @Test
    void says_what_is_wrong_and_what_to_do() throws IOException {
        String answer = sent("GET /api/topology?at=%zz", BEARER);

        JsonNode problem = Reply.parse(answer.substring(answer.indexOf("\r\n\r\n")));
        assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
        assertThat(problem.path("code").asText()).isEqualTo("malformed_url");
        assertThat(problem.path("detail").asText())
                .isEqualTo("The URL cannot be read: malformed escape pair at position 17");
        assertThat(problem.path("remedy").asText()).contains("% as %25");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/topology?at=%zz", "/api/databases/%zz", "/%zz", "//[%zz"})
    void answers_401_without_sign_in(String url) throws IOException {
        assertThat(status(sent("GET " + url, "Accept: */*"))).isEqualTo(401);
        assertThat(status(sent("GET " + url, "Authorization: Bearer wrong"))).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login?next=%zz", "/health?%zz", "/assets/%zz"})
    void answers_400_where_all_may_enter(String url) throws IOException {
        assertThat(status(sent("GET " + url, "Accept: */*"))).isEqualTo(400);
    }

    @Test
    void answers_people_with_a_page() throws IOException {
        assertThat(sent("GET /login?next=%zz", "Accept: text/html"))
                .contains("text/html", "The URL cannot be read", "Content-Security-Policy");
    }

    @Test
    void changes_nothing_by_a_url_that_cannot_be_read() throws IOException {
        assertThat(status(sent("DELETE /api/databases/%zz", BEARER))).isEqualTo(400);
        assertThat(status(sent("POST /api/databases?%zz", BEARER))).isEqualTo(400);
    }

    @Test
    void believes_no_caller_that_a_url_is_malformed() throws IOException {
        assertThat(status(sent("GET /api/topology", BEARER + "\r\n" + MalformedUrls.REASON + ": mine")))
                .isEqualTo(200);
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    private static String sent(String start, String header) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), RunningApi.shared().port())) {
            String request = start + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 0\r\n"
                    + header + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

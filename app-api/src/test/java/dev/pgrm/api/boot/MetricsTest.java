package dev.pgrm.api.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.WithApi;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@WithApi
class MetricsTest {
    private static final Pattern SAMPLE = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*(\\{.*})? [-+0-9.eENaInf]+( \\d+)?");

    private final RunningApi api = RunningApi.shared();

    @Test
    void need_the_key() {
        assertThat(api.anonymous().get("/metrics").is(401).header("WWW-Authenticate"))
                .isEqualTo("Bearer");
        api.anonymous().with("Authorization", "Bearer wrong").get("/metrics").is(401);
        api.anonymous().signIn().get("/metrics").is(401);
    }

    @Test
    void are_prometheus_text() {
        Reply reply = api.program().get("/metrics").is(200);
        assertThat(reply.header("Content-Type")).startsWith("text/plain");
        assertThat(reply.body().lines().filter(line -> !line.startsWith("#")))
                .isNotEmpty()
                .allMatch(line -> SAMPLE.matcher(line).matches());
        assertThat(reply.body()).contains("jvm_memory_used_bytes");
    }
}

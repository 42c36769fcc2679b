package dev.pgrm.devkit.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pgrm.devkit.bench.Listeners.Heard;
import dev.pgrm.devkit.fault.FaultProxy;
import dev.pgrm.devkit.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long it takes from what a monitor publishes on Redis to the frames in which many browsers hear of it, and what a frame costs the
 * API; beside that, what the same frames cost a server that does nothing else.
 */
final class Browsers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern AT = Pattern.compile("\"at\":\"([^\"]+)\"");
    private static final int SERVERS = 20;

    private Browsers() {}

    static void measure(Path home, int clients, int seconds) throws Exception {
        var ways = new ArrayList<FaultProxy>();
        Map<Instant, Long> published = new ConcurrentHashMap<>();
        try (var installed = new Installed(home, Duration.ofSeconds(1));
                var server = PostgresServer.builder("shared").start()) {
            String credentials = installed.secret("shared", server.superuser());
            for (int i = 0; i < SERVERS; i++) {
                FaultProxy way = FaultProxy.open().towards(server.host(), server.port());
                ways.add(way);
                installed
                        .client()
                        .register(Installed.body("way " + i, way.host(), way.port(), "postgres", credentials));
            }
            installed.monitor();
            installed.awaitConnected(SERVERS);
            Bench.pause(Duration.ofSeconds(20));
            try (var ears = new Ears(installed.redis(), (text, nanos) -> published.putIfAbsent(at(text), nanos))) {
                for (boolean compressed : new boolean[] {true, false}) {
                    List<String> said = measure(installed, ears, clients, compressed, seconds, published);
                    Replay.measure(home, clients, compressed, said, seconds);
                }
            }
        } finally {
            List.copyOf(ways).forEach(FaultProxy::close);
        }
    }

    /** What one of them heard. */
    private static List<String> measure(
            Installed installed, Ears ears, int clients, boolean compressed, int seconds, Map<Instant, Long> published)
            throws Exception {
        try (var browsers = installed.listeners(clients, compressed)) {
            Bench.pause(Duration.ofSeconds(5));
            browsers.forget();
            var before = ProcessCost.of(installed.apiPid());
            Bench.pause(Duration.ofSeconds(seconds));
            var after = ProcessCost.of(installed.apiPid());
            List<Heard> heard = browsers.heard();
            List<String> texts = browsers.texts();
            Bench.tell(String.format(
                    Locale.ROOT,
                    "%d browsers that take frames %s, %d servers polled every second: from Redis to the frame %s",
                    clients,
                    compressed ? "compressed" : "plain",
                    ears.servers(),
                    Bench.spread(times(heard, texts, published))));
            tell("the API, with all else that it does", heard.size(), after.cpuSeconds() - before.cpuSeconds());
            return texts;
        }
    }

    static void tell(String who, int frames, double cpuSeconds) {
        Bench.tell(String.format(
                Locale.ROOT,
                "%s: %d frames in %.2f s of processor time, %.0f for each second of it",
                who,
                frames,
                cpuSeconds,
                frames / cpuSeconds));
    }

    private static Instant at(String observation) {
        Matcher at = AT.matcher(observation);
        return at.find() ? Instant.parse(at.group(1)) : Instant.EPOCH;
    }

    /** For each observation that came as a node of a frame, and each browser, how long after it was published. */
    private static double[] times(List<Heard> heard, List<String> texts, Map<Instant, Long> published) {
        Map<Long, List<Long>> begins = new HashMap<>();
        for (String text : texts) {
            JsonNode message = parsed(text);
            var began = new ArrayList<Long>();
            for (JsonNode node : message.at("/data/nodes")) {
                Long begin = published.get(Instant.parse(node.path("observedAt").asText()));
                if (begin != null) {
                    began.add(begin);
                }
            }
            begins.put(message.path("seq").asLong(), began);
        }
        return heard.stream()
                .flatMapToDouble(each -> begins.getOrDefault(each.seq(), List.of()).stream()
                        .mapToDouble(begin -> (each.nanos() - begin) / 1e6))
                .toArray();
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

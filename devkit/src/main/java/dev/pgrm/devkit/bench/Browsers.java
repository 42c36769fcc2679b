package dev.pgrm.devkit.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pgrm.devkit.fault.FaultProxy;
import dev.pgrm.devkit.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long it takes from what a monitor publishes on Redis to the frames in which many browsers hear of it. */
final class Browsers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern AT = Pattern.compile("\"at\":\"([^\"]+)\"");
    private static final int SERVERS = 20;

    private Browsers() {}

    static void measure(Path home, int clients, int seconds) throws Exception {
        var ways = new ArrayList<FaultProxy>();
        var browsers = new ArrayList<Frames>();
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
            for (int i = 0; i < clients; i++) {
                browsers.add(installed.listen());
            }
            Bench.pause(Duration.ofSeconds(5));
            browsers.forEach(Frames::forget);
            try (var ears = new Ears(installed.redis(), (text, nanos) -> published.putIfAbsent(at(text), nanos))) {
                Bench.pause(Duration.ofSeconds(seconds));
                var times = new ArrayList<Double>();
                browsers.forEach(browser -> times.addAll(times(browser.heard(), published)));
                Bench.tell(String.format(
                        Locale.ROOT,
                        "%d browsers, %d servers polled every second: from Redis to the frame %s",
                        clients,
                        ears.servers(),
                        Bench.spread(
                                times.stream().mapToDouble(Double::doubleValue).toArray())));
            }
        } finally {
            browsers.forEach(Frames::close);
            List.copyOf(ways).forEach(FaultProxy::close);
        }
    }

    private static Instant at(String observation) {
        Matcher at = AT.matcher(observation);
        return at.find() ? Instant.parse(at.group(1)) : Instant.EPOCH;
    }

    /** For each observation that came as a node of a frame, how long after it was published. */
    private static List<Double> times(List<Frames.Frame> frames, Map<Instant, Long> published) {
        var times = new ArrayList<Double>();
        for (Frames.Frame frame : frames) {
            for (JsonNode node : parsed(frame.text()).at("/data/nodes")) {
                Long begin = published.get(Instant.parse(node.path("observedAt").asText()));
                if (begin != null) {
                    times.add((frame.nanos() - begin) / 1e6);
                }
            }
        }
        return times;
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

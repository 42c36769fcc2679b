package dev.pgrm.devkit.bench;

import dev.pgrm.devkit.process.Folders;
import dev.pgrm.devkit.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many requests for the map the API answers in a second, by turns with nginx, which serves the same compressed bytes as a file. */
final class Served {
    private static final Pattern PACE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
    private static final Pattern FAILED = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Served() {}

    static void measure(Path home, int databases, int rounds) throws Exception {
        try (var installed = new Installed(home, Duration.ofSeconds(5))) {
            // They need not be there: what is served is what is known of them.
            var bodies = new ArrayList<Map<String, Object>>();
            for (int i = 0; i < databases; i++) {
                bodies.add(Installed.body(
                        "server " + i / 10 + " database " + i,
                        "db-" + i / 10 + ".example.org",
                        5432,
                        "db_" + i,
                        "file:any"));
            }
            installed.client().take(bodies);
            Bench.pause(Duration.ofSeconds(15));
            var ours = new Server(installed.address() + "/api/topology", "Authorization: Bearer " + installed.key());
            HttpResponse<byte[]> map = ours.get();
            try (var nginx = new Nginx(map.body())) {
                compare(ours, nginx.server(), rounds, map.body().length);
            }
        }
    }

    private static void compare(Server ours, Server nginx, int rounds, int length) throws Exception {
        List<Double> whole = new ArrayList<>();
        List<Double> same = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            double[] both = {ours.pace(""), nginx.pace("")};
            double[] unchanged = {ours.unchanged(), nginx.unchanged()};
            Bench.tell(String.format(
                    Locale.ROOT,
                    "%s%d bytes: API %.0f, nginx %.0f requests/s; 304: API %.0f, nginx %.0f",
                    round == 0 ? "warming up: " : "",
                    length,
                    both[0],
                    both[1],
                    unchanged[0],
                    unchanged[1]));
            if (round > 0) {
                whole.add(both[0] / both[1]);
                same.add(unchanged[0] / unchanged[1]);
            }
        }
        Bench.tell(
                String.format(Locale.ROOT, "API to nginx, medians: %.2f; of 304s %.2f", median(whole), median(same)));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private record Server(String address, String header) {
        HttpResponse<byte[]> get() throws IOException, InterruptedException {
            String[] named = header.split(": ", 2);
            HttpResponse<byte[]> response = HTTP.send(
                    HttpRequest.newBuilder(URI.create(address))
                            .header("Accept-Encoding", "gzip")
                            .header(named[0], named[1])
                            .build(),
                    BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException(address + " answered " + response.statusCode());
            }
            return response;
        }

        /** The map has a new number every ten seconds, even where nothing changes. */
        double unchanged() throws IOException, InterruptedException {
            String known = etag();
            while (header.startsWith("Authorization") && etag().equals(known)) {
                Bench.pause(Duration.ofMillis(50));
            }
            return pace("If-None-Match: " + etag());
        }

        private String etag() throws IOException, InterruptedException {
            return get().headers().firstValue("ETag").orElseThrow();
        }

        double pace(String also) throws IOException, InterruptedException {
            var command =
                    new ArrayList<>(List.of("wrk", "-t1", "-c50", "-d4s", "-H", "Accept-Encoding: gzip", "-H", header));
            if (!also.isEmpty()) {
                command.addAll(List.of("-H", also));
            }
            command.add(address);
            Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            wrk.waitFor();
            Matcher pace = PACE.matcher(said);
            if (!pace.find() || FAILED.matcher(said).find()) {
                throw new IOException("wrk says: " + said);
            }
            return Double.parseDouble(pace.group(1));
        }
    }

    private static final class Nginx implements AutoCloseable {
        private final int port = Ports.free();
        private final Path folder = Folders.temporary("nginx");
        private final Process process;

        Nginx(byte[] map) throws IOException {
            Files.write(folder.resolve("topology"), map);
            Files.writeString(folder.resolve("nginx.conf"), """
                    daemon off;
                    worker_processes 1;
                    pid nginx.pid;
                    error_log stderr;
                    events {}
                    http {
                      access_log off;
                      sendfile on;
                      keepalive_requests 100000000;
                      open_file_cache max=10;
                      server {
                        listen 127.0.0.1:%s;
                        root .;
                        default_type application/json;
                        add_header Content-Encoding gzip;
                      }
                    }
                    """.replace("root .", "root " + folder)
                    .replace("%s", Integer.toString(port)));
            process = new ProcessBuilder("nginx", "-p", folder.toString(), "-c", "nginx.conf")
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            Bench.pause(Duration.ofSeconds(1));
        }

        Server server() {
            return new Server("http://127.0.0.1:" + port + "/topology", "Accept: */*");
        }

        @Override
        public void close() throws IOException {
            process.destroy();
            Folders.removeTemporary(folder);
        }
    }
}

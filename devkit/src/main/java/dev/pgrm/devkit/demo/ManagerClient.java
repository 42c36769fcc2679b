package dev.pgrm.devkit.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Speaks to the API as any program does. */
public final class ManagerClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final int port;
    private final String key;

    public ManagerClient(int port, String key) {
        this.port = port;
        this.key = key;
    }

    /** Whether the API that answers is ours, and ready. */
    public boolean ready() {
        try {
            return send(request("/api/auth/me").build()).statusCode() == 200
                    && send(request("/health/readiness").build()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** @return its id */
    public String register(Map<String, Object> database) {
        try {
            HttpResponse<String> response = send(request("/api/databases")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(database)))
                    .build());
            if (response.statusCode() != 201) {
                throw new IllegalStateException(
                        "registering " + database.get("name") + " was refused: " + response.body());
            }
            return JSON.readTree(response.body()).path("id").asText();
        } catch (IOException e) {
            throw new IllegalStateException("registering " + database.get("name") + " failed", e);
        }
    }

    /** Registers all of them, or none. */
    public void take(List<Map<String, Object>> databases) {
        try {
            HttpResponse<String> response = send(request("/api/databases/import")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("databases", databases))))
                    .build());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("an import was refused: " + response.body());
            }
        } catch (IOException e) {
            throw new IllegalStateException("an import failed", e);
        }
    }

    /** How many databases have been reached. */
    public long seenDatabases() {
        try {
            JsonNode nodes =
                    JSON.readTree(send(request("/api/topology").build()).body()).path("nodes");
            return StreamSupport.stream(nodes.spliterator(), false)
                    .filter(node -> node.path("status").asText().equals("connected"))
                    .count();
        } catch (IOException e) {
            return 0;
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key);
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}

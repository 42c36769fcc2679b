package dev.pgrm.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Somebody who visits the API over HTTP, with the headers that they always send. */
public final class Visitor {
    private static final HttpClient HTTP = client(null);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final int port;
    private final Map<String, String> headers;

    private Visitor(HttpClient http, int port, Map<String, String> headers) {
        this.http = http;
        this.port = port;
        this.headers = headers;
    }

    static Visitor at(int port) {
        return new Visitor(HTTP, port, Map.of());
    }

    private static HttpClient client(@Nullable InetAddress from) {
        var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        return from == null ? builder.build() : builder.localAddress(from).build();
    }

    /** The same from another loopback address. */
    public Visitor from(String address) {
        try {
            return new Visitor(client(InetAddress.getByName(address)), port, headers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Visitor with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Visitor(http, port, more);
    }

    public Visitor without(String header) {
        var fewer = new HashMap<>(headers);
        fewer.remove(header);
        return new Visitor(http, port, fewer);
    }

    public String origin() {
        return "http://127.0.0.1:" + port;
    }

    public Reply get(String path) {
        return send("GET", path, null);
    }

    public Reply post(String path, String json) {
        return send("POST", path, json);
    }

    public Reply put(String path, String json) {
        return send("PUT", path, json);
    }

    public Reply delete(String path) {
        return send("DELETE", path, null);
    }

    public Reply send(String method, String path, @Nullable String body) {
        var request = HttpRequest.newBuilder(URI.create(origin() + path))
                .timeout(TIMEOUT)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Signs in by key, and goes on as a browser does, with cookie and CSRF token. */
    public Visitor signIn() {
        Reply reply = post("/api/auth/login", "{\"method\":\"key\",\"key\":\"" + RunningApi.KEY + "\"}")
                .is(200);
        String cookie = reply.cookie().split(";", 2)[0];
        Captured.secret(cookie.substring(cookie.indexOf('=') + 1));
        return with("Cookie", cookie)
                .with(
                        "X-CSRF-Token",
                        Captured.secret(reply.json().path("csrfToken").asText()));
    }

    /** Listens to the WebSocket; the upgrade may be refused with a status. */
    public Hearing listen() {
        var builder = http.newWebSocketBuilder().connectTimeout(TIMEOUT);
        headers.forEach(builder::header);
        return Hearing.of(builder, URI.create("ws://127.0.0.1:" + port + "/api/ws"));
    }
}

package dev.pgrm.devkit.aws;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** An HTTP request, read whole and unpacked: the SDK compresses the larger bodies it sends to CloudWatch. */
final class Incoming {
    private final String path;
    private final Headers headers;
    private final byte[] body;

    private Incoming(String path, Headers headers, byte[] body) {
        this.path = path;
        this.headers = headers;
        this.body = body;
    }

    static Incoming read(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        try (InputStream raw = exchange.getRequestBody();
                InputStream plain = isGzip(headers) ? new GZIPInputStream(raw) : raw) {
            return new Incoming(exchange.getRequestURI().getPath(), headers, plain.readAllBytes());
        }
    }

    String path() {
        return path;
    }

    byte[] body() {
        return body;
    }

    @Nullable
    String header(String name) {
        return headers.getFirst(name);
    }

    private static boolean isGzip(Headers headers) {
        return "gzip".equalsIgnoreCase(headers.getFirst("Content-Encoding"));
    }
}

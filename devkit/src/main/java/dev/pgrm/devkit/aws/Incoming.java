package dev.pgrm.devkit.aws;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An HTTP request, read whole and unpacked. */
final class Incoming {
    private final String path;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte[] body;

    Incoming(String path, Map<String, String> headers, byte[] body) {
        this.path = path;
        this.headers.putAll(headers);
        this.body = body;
    }

    String path() {
        return path;
    }

    byte[] body() {
        return body;
    }

    @Nullable
    String header(String name) {
        return headers.get(name);
    }
}

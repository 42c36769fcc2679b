package dev.pgrm.domain.postgres;

import java.util.Locale;

/** Where a server listens. Host names compare without regard to case. */
public record Endpoint(String host, int port) {
    public static final int DEFAULT_PORT = 5432;

    public Endpoint {
        host = host.toLowerCase(Locale.ROOT);
        if (host.isBlank()) {
            throw new IllegalArgumentException("A host is missing");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("Port " + port + " is not between 1 and 65535");
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}

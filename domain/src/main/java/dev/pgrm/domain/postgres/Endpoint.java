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

    /** From its text form. */
    public static Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        return new Endpoint(
                host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host,
                colon < 0 ? DEFAULT_PORT : Integer.parseInt(text, colon + 1, text.length(), 10));
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}

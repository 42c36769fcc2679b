package dev.pgrm.devkit.postgres;

/** Where something listens, as its caller sees it. */
public record Endpoint(String host, int port) {
    public static Endpoint loopback(int port) {
        return new Endpoint("127.0.0.1", port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}

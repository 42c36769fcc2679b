package dev.pgrm.devkit.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ObjLongConsumer;
import java.util.stream.IntStream;

/** Hears on Redis which server was polled when, as the monitors publish it. */
final class Ears implements AutoCloseable {
    private static final String SERVER = "\"serverId\":\"";

    private final Map<String, List<Long>> polls = new ConcurrentHashMap<>();
    private final Map<String, Integer> lengths = new ConcurrentHashMap<>();
    private final ObjLongConsumer<String> also;
    private final Socket socket;

    Ears(String redis) throws IOException {
        this(redis, (_, _) -> {});
    }

    /** @param also hears each text, and when it came by the clock of nanoseconds */
    Ears(String redis, ObjLongConsumer<String> also) throws IOException {
        this.also = also;
        URI uri = URI.create(redis);
        socket = new Socket(uri.getHost(), uri.getPort());
        socket.getOutputStream().write("SUBSCRIBE pgrm:observations\r\n".getBytes(StandardCharsets.UTF_8));
        Thread.ofPlatform().daemon().name("ears").start(this::listen);
    }

    /** How many workers have said that they live. */
    static int workers(String redis) {
        URI uri = URI.create(redis);
        try (var asking = new Socket(uri.getHost(), uri.getPort())) {
            asking.getOutputStream().write("ZCARD pgrm:{workers}:alive\r\n".getBytes(StandardCharsets.UTF_8));
            return Integer.parseInt(line(asking.getInputStream()).substring(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try (var in = new BufferedInputStream(socket.getInputStream(), 1 << 16)) {
            while (true) {
                heard(message(in));
            }
        } catch (IOException e) {
            // Closed: it has heard enough.
            return;
        }
    }

    private void heard(List<String> parts) {
        long now = System.nanoTime();
        String text = parts.getLast();
        int at = text.indexOf(SERVER);
        if (at >= 0) {
            String server = text.substring(at + SERVER.length(), at + SERVER.length() + 36);
            polls.computeIfAbsent(server, _ -> new CopyOnWriteArrayList<>()).add(now);
            lengths.put(server, text.length());
            also.accept(text, now);
        }
    }

    /** An array of texts, in the protocol of Redis. */
    private static List<String> message(InputStream in) throws IOException {
        int count = Integer.parseInt(line(in).substring(1));
        var parts = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            String head = line(in);
            if (head.startsWith("$")) {
                byte[] text = in.readNBytes(Integer.parseInt(head.substring(1)));
                line(in);
                parts.add(new String(text, StandardCharsets.UTF_8));
            }
        }
        return parts;
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("Redis hung up");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    void forget() {
        polls.clear();
    }

    /** Milliseconds from each poll of a server to its next. */
    double[] gaps() {
        return polls.values().stream()
                .flatMapToDouble(times -> IntStream.range(1, List.copyOf(times).size())
                        .mapToDouble(i -> (times.get(i) - times.get(i - 1)) / 1e6))
                .toArray();
    }

    int servers() {
        return polls.size();
    }

    int longest() {
        return lengths.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

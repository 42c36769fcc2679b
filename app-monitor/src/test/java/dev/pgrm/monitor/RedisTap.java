package dev.pgrm.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.pgrm.devkit.redis.RedisServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears every command that anybody sends to a Redis, with all that it carries. */
final class RedisTap implements AutoCloseable {
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Socket socket;

    RedisTap(RedisServer redis) throws IOException {
        socket = new Socket(redis.host(), redis.port());
        socket.getOutputStream().write("MONITOR\r\n".getBytes(UTF_8));
        Thread.ofVirtual().name("redis-tap").start(this::listen);
        await().atMost(Site.BOUND).until(() -> heard.contains("+OK"));
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            lines.lines().forEach(heard::add);
        } catch (IOException e) {
            // Closed: whoever listened has heard enough.
            return;
        }
    }

    List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

package dev.pgrm.devkit.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one browser hears, with the moment at which it came. */
final class Frames implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LinkedBlockingQueue<Frame> heard = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    record Frame(long nanos, String text) {}

    private Frames(URI uri, String key) {
        socket = HTTP.newWebSocketBuilder()
                .header("Authorization", "Bearer " + key)
                .buildAsync(uri, new Listener())
                .join();
    }

    static Frames of(int port, String key) {
        return new Frames(URI.create("ws://127.0.0.1:" + port + "/api/ws"), key);
    }

    void forget() {
        heard.clear();
    }

    /** All so far; they are gone then. */
    List<Frame> heard() {
        var all = new ArrayList<Frame>();
        heard.drainTo(all);
        return all;
    }

    /** When the first frame came that is so, by the clock of nanoseconds; it and all before it are gone then. */
    long awaitFirst(Predicate<JsonNode> so) throws InterruptedException, JsonProcessingException {
        while (true) {
            Frame frame = heard.poll(120, TimeUnit.SECONDS);
            if (frame == null) {
                throw new IllegalStateException("Nothing of what was awaited came within two minutes");
            }
            if (so.test(JSON.readTree(frame.text()))) {
                return frame.nanos();
            }
        }
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                heard.add(new Frame(System.nanoTime(), parts.toString()));
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}

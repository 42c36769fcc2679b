package dev.pgrm.api;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a listener heard over the WebSocket so far. */
public final class Hearing implements AutoCloseable {
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private volatile int closeCode;
    private @Nullable WebSocket socket;

    /** The server would not have this listener. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(int status) {
            super("refused with " + status);
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    static Hearing of(WebSocket.Builder builder, URI uri) {
        var hearing = new Hearing();
        try {
            hearing.socket = builder.buildAsync(uri, hearing.new Listener()).join();
            return hearing;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                throw new Refused(refused.getResponse().statusCode());
            }
            throw e;
        }
    }

    public List<JsonNode> messages() {
        return List.copyOf(messages);
    }

    /** The first message that is so, now or soon. */
    public JsonNode first(Predicate<JsonNode> so) {
        await().atMost(RunningApi.PATIENCE).until(() -> messages.stream().anyMatch(so));
        return messages.stream().filter(so).findFirst().orElseThrow();
    }

    /** 0 while it is open. */
    public int closeCode() {
        return closeCode;
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                messages.add(Reply.parse(parts.toString()));
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closeCode = code;
            return null;
        }
    }
}

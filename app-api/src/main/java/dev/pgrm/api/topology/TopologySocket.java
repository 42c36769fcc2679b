package dev.pgrm.api.topology;

import dev.pgrm.api.signin.SessionCookie;
import dev.pgrm.application.Recurrence;
import dev.pgrm.application.signin.Sessions;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnClose;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.netty.channel.Channel;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sends the topology to browsers: all of it at first, then what changes. What they send is ignored. */
@ServerWebSocket("/api/ws")
final class TopologySocket {
    /** Beyond the range that the protocol keeps for itself; the web UI goes to the login page on it. */
    private static final CloseReason SESSION_OVER = new CloseReason(4401, "The session is over: sign in again");

    private static final CloseReason TOO_SLOW = new CloseReason(4408, "Messages pile up: connect again for a snapshot");
    private static final Duration RECHECK = Duration.ofSeconds(15);
    private static final Pattern USUAL_OFFER =
            Pattern.compile("\\s*permessage-deflate\\s*(;\\s*client_max_window_bits\\s*)?");

    private final PublishedTopology topology;
    private final Sessions sessions;
    private final Map<String, Listener> listeners = new ConcurrentHashMap<>();
    private final Recurrence rechecking;

    /** @param token of the session behind it; none for programs that came with the key */
    private record Listener(
            WebSocketSession socket, @Nullable String token, Runnable leave) {}

    TopologySocket(PublishedTopology topology, Sessions sessions) {
        this.topology = topology;
        this.sessions = sessions;
        this.rechecking = Recurrence.start("sessions of sockets", RECHECK, this::dismissSignedOut);
    }

    @OnOpen
    void open(WebSocketSession socket, HttpRequest<?> request) {
        var outbox = new Outbox(channel(request), takesCompressed(request), () -> socket.close(TOO_SLOW));
        Runnable leave = topology.join(outbox);
        listeners.put(socket.getId(), new Listener(socket, SessionCookie.token(request), leave));
        // It may have closed before it stood in the list, when nobody could take it out again.
        if (!socket.isOpen()) {
            close(socket);
        }
    }

    /** Frames are written once for all, which sessions of the framework would do for each. */
    private static Channel channel(HttpRequest<?> request) {
        return ((NettyHttpRequest<?>) request).getChannelHandlerContext().channel();
    }

    /** Whether it was agreed upon, as it surely is with what browsers offer. Of any other offer the server decides; plain is always right. */
    private static boolean takesCompressed(HttpRequest<?> request) {
        String offer = request.getHeaders().get("Sec-WebSocket-Extensions");
        return offer != null && USUAL_OFFER.matcher(offer).matches();
    }

    @OnMessage
    void message(String message) {
        // Browsers have nothing to say here; a message keeps proxies from closing the connection.
    }

    @OnClose
    void close(WebSocketSession socket) {
        Listener listener = listeners.remove(socket.getId());
        if (listener != null) {
            listener.leave().run();
        }
    }

    private void dismissSignedOut() {
        for (Listener listener : listeners.values()) {
            String token = listener.token();
            if (token != null && !token.isEmpty() && sessions.find(token) == null) {
                listener.socket().close(SESSION_OVER);
            }
        }
    }

    @PreDestroy
    void stop() {
        rechecking.close();
    }
}

package dev.pgrm.api.topology;

import dev.pgrm.api.web.Edition;
import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.application.topology.LiveTopology.Snapshot;
import io.micronaut.context.annotation.Context;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The topology as it goes out: written and compressed at most once for each change, however many ask for it, with a number by which
 * listeners see that they missed nothing.
 */
@Context
final class PublishedTopology {
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final KeptLayout layout;
    private final ObjectMapper json;
    /** Of this process: numbers of another mean nothing here. */
    private final String epoch = UUID.randomUUID().toString();

    /** Guards what follows, so that whoever joins gets a snapshot and then exactly the deltas after it. */
    private final Object lock = new Object();

    private final Audience audience = new Audience();
    private TopologyBody body;

    /** For whoever joins now: a thousand browsers that come back at once cost writing it once. */
    private @Nullable Broadcast welcome;

    private long seq;
    private Instant lastSentAt = Instant.MIN;
    private volatile Edition edition;

    @Serdeable
    record Message<T>(String type, String epoch, long seq, T data) {}

    PublishedTopology(LiveTopology live, KeptLayout layout, ObjectMapper json) {
        this.layout = layout;
        this.json = json;
        this.body = body(live.current());
        this.edition = edition(body);
        live.onRefresh(this::publish);
    }

    Edition edition() {
        return edition;
    }

    /** The topology as of now, as a body. */
    TopologyBody body(Snapshot snapshot) {
        return TopologyBody.of(snapshot, layout.of(snapshot.topology()));
    }

    /** Hands the listener a snapshot and then every message; running the result ends that. */
    Runnable join(Outbox listener) {
        // Written before others have to wait for it.
        var _ = edition.text();
        synchronized (lock) {
            audience.join(listener, welcome());
        }
        return () -> audience.leave(listener);
    }

    /** Something else than the topology, in its place among the deltas. */
    void tell(String type, Object data) {
        synchronized (lock) {
            var message = new Broadcast(write(new Message<>(type, epoch, seq + 1, data)));
            seq++;
            welcome = null;
            audience.say(message);
        }
    }

    boolean isHeard() {
        return !audience.isEmpty();
    }

    private void publish(Snapshot snapshot) {
        TopologyBody fresh = body(snapshot);
        synchronized (lock) {
            Delta delta = Delta.between(body, fresh);
            boolean silent = Duration.between(lastSentAt, snapshot.at()).compareTo(HEARTBEAT) >= 0;
            if (delta.isEmpty() && !silent) {
                return;
            }
            body = fresh;
            seq++;
            welcome = null;
            edition = edition(fresh);
            lastSentAt = snapshot.at();
            if (isHeard()) {
                audience.say(new Broadcast(write(new Message<>("delta", epoch, seq, delta))));
            }
        }
    }

    /** As {@link Message} would be written. */
    private Broadcast welcome() {
        if (welcome == null) {
            welcome = new Broadcast("{\"type\":\"snapshot\",\"epoch\":\"" + epoch + "\",\"seq\":" + seq + ",\"data\":"
                    + edition.text() + "}");
        }
        return welcome;
    }

    private Edition edition(TopologyBody content) {
        return new Edition(epoch.substring(0, 8) + "-" + seq, () -> write(content));
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

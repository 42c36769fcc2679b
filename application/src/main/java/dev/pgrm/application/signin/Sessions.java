package dev.pgrm.application.signin;

import dev.pgrm.application.actor.Actor;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sessions of browsers. What is kept cannot be turned back into the token that the browser holds. */
public interface Sessions {
    Opened open(Actor actor, Duration lifetime);

    @Nullable
    Session find(String token);

    void close(String token);

    /** Counts a failed attempt and says how many there were of late from this address. */
    int countFailure(String address, Duration over);

    int failures(String address);

    /**
     * A session as its browser is told of it.
     *
     * @param token shown once, here
     */
    record Opened(String token, Session session) {
        @Override
        public String toString() {
            return "Opened[" + session.actor().name() + "]";
        }
    }

    record Session(Actor actor, String csrfToken, Instant expiresAt) {
        @Override
        public String toString() {
            return "Session[" + actor.name() + "]";
        }
    }
}

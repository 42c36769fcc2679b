package dev.pgrm.application.signin;

import dev.pgrm.application.actor.Actor;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions for tests of what is built on them; failures are counted for ever. */
public final class InMemorySessions implements Sessions {
    private final Clock clock;
    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<String, Integer> failures = new HashMap<>();

    public InMemorySessions(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Opened open(Actor actor, Duration lifetime) {
        String token = UUID.randomUUID().toString();
        var session =
                new Session(actor, UUID.randomUUID().toString(), clock.instant().plus(lifetime));
        sessions.put(token, session);
        return new Opened(token, session);
    }

    @Override
    public @Nullable Session find(String token) {
        Session session = sessions.get(token);
        return session == null || session.expiresAt().isBefore(clock.instant()) ? null : session;
    }

    @Override
    public void close(String token) {
        sessions.remove(token);
    }

    @Override
    public int countFailure(String address, Duration over) {
        return failures.merge(address, 1, Integer::sum);
    }

    @Override
    public int failures(String address) {
        return failures.getOrDefault(address, 0);
    }
}

package dev.pgrm.application.signin;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Actor.Role;
import dev.pgrm.application.audit.Audit;
import dev.pgrm.application.audit.AuditEntry;
import dev.pgrm.application.signin.Sessions.Opened;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Signing in with the key of the installation. */
public final class SignIn {
    public static final Duration SESSION_LIFETIME = Duration.ofHours(12);
    public static final Duration FAILURES_COUNT_FOR = Duration.ofMinutes(5);
    static final int FAILURES_ALLOWED = 10;

    private static final Actor KEY_HOLDER = new Actor("key", Set.of(Role.ADMIN));

    private final @Nullable AuthKey key;
    private final Sessions sessions;
    private final Audit audit;
    private final Clock clock;

    public SignIn(@Nullable AuthKey key, Sessions sessions, Audit audit, Clock clock) {
        this.key = key;
        this.sessions = sessions;
        this.audit = audit;
        this.clock = clock;
    }

    public sealed interface Outcome {
        record Welcome(Opened opened) implements Outcome {}

        record WrongKey() implements Outcome {}

        record TooManyTries(Duration retryAfter) implements Outcome {}

        record Disabled() implements Outcome {}
    }

    public boolean keyIsEnabled() {
        return key != null;
    }

    /** Opens a session for whoever has the key. */
    public Outcome withKey(String offered, String address) {
        if (key == null) {
            return new Outcome.Disabled();
        }
        if (sessions.failures(address) >= FAILURES_ALLOWED) {
            return new Outcome.TooManyTries(FAILURES_COUNT_FOR);
        }
        if (!key.matches(offered)) {
            sessions.countFailure(address, FAILURES_COUNT_FOR);
            record("signin.refused", address);
            return new Outcome.WrongKey();
        }
        record("signin.accepted", address);
        return new Outcome.Welcome(sessions.open(KEY_HOLDER, SESSION_LIFETIME));
    }

    /** The actor of a program that sends the key with each request. */
    public @Nullable Actor actorWith(String offered) {
        return key != null && key.matches(offered) ? KEY_HOLDER : null;
    }

    private void record(String act, String address) {
        audit.record(new AuditEntry(clock.instant(), KEY_HOLDER.name(), act, "session", Map.of("address", address)));
    }
}

package dev.pgrm.api.signin;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.actor.Actor.Role;
import dev.pgrm.application.signin.Sessions.Session;
import dev.pgrm.domain.Words;
import io.micronaut.security.authentication.Authentication;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Between the framework's notion of who is behind a request and ours. */
public final class SignedIn {
    private static final String CSRF_TOKEN = "csrfToken";
    private static final String EXPIRES_AT = "expiresAt";

    private SignedIn() {}

    static Authentication as(Actor actor) {
        return Authentication.build(actor.name(), roles(actor), Map.of());
    }

    static Authentication by(Session session) {
        return Authentication.build(
                session.actor().name(),
                roles(session.actor()),
                Map.of(CSRF_TOKEN, session.csrfToken(), EXPIRES_AT, session.expiresAt()));
    }

    public static Actor actor(Authentication authentication) {
        return new Actor(
                authentication.getName(),
                authentication.getRoles().stream()
                        .map(role -> Role.valueOf(role.toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toSet()));
    }

    /** Only browsers have one: programs send the key itself, which no other site can make them do. */
    public static @Nullable String csrfToken(Authentication authentication) {
        return (String) authentication.getAttributes().get(CSRF_TOKEN);
    }

    static @Nullable Instant expiresAt(Authentication authentication) {
        return (Instant) authentication.getAttributes().get(EXPIRES_AT);
    }

    static List<String> roles(Actor actor) {
        return actor.roles().stream().map(Words::of).sorted().toList();
    }
}

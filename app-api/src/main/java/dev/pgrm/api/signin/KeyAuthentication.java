package dev.pgrm.api.signin;

import dev.pgrm.application.actor.Actor;
import dev.pgrm.application.signin.SignIn;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Programs send the key with each request. */
@Singleton
final class KeyAuthentication implements AuthenticationFetcher<HttpRequest<?>> {
    private static final String BEARER = "Bearer ";

    private final SignIn signIn;

    KeyAuthentication(SignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        String authorization = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        if (authorization == null || !authorization.startsWith(BEARER)) {
            return Mono.empty();
        }
        Actor actor = signIn.actorWith(authorization.substring(BEARER.length()).strip());
        return Mono.justOrEmpty(actor).map(SignedIn::as);
    }

    @Override
    public int getOrder() {
        return -10;
    }
}

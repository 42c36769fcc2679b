package dev.pgrm.api.signin;

import dev.pgrm.application.signin.Sessions;
import dev.pgrm.application.signin.Sessions.Session;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Browsers send the cookie of their session. */
@Singleton
final class SessionAuthentication implements AuthenticationFetcher<HttpRequest<?>> {
    /** Browsers send it there, too, where it makes no difference: these are to be had even while sessions are not. */
    private static final Pattern FOR_EVERYBODY = Pattern.compile("/assets/.*|/health(/.*)?");

    private final Sessions sessions;
    private final Scheduler blocking;

    SessionAuthentication(Sessions sessions, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.sessions = sessions;
        this.blocking = Schedulers.fromExecutorService(blocking);
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        String token = SessionCookie.token(request);
        if (token == null
                || token.isEmpty()
                || FOR_EVERYBODY.matcher(request.getPath()).matches()) {
            return Mono.empty();
        }
        return Mono.<Session>fromCallable(() -> sessions.find(token))
                .subscribeOn(blocking)
                .map(SignedIn::by);
    }
}

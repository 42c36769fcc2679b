package dev.pgrm.api.signin;

import dev.pgrm.api.problem.Problem;
import dev.pgrm.api.problem.Reader;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Sends a person to the login page, and tells a program what is missing. */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
final class NotSignedIn implements ExceptionHandler<AuthorizationException, HttpResponse<?>> {
    // The interface itself has the raw type.
    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, AuthorizationException exception) {
        if (exception.isForbidden()) {
            return Problem.of(
                            HttpStatus.FORBIDDEN,
                            "forbidden",
                            "You are signed in, and may not do this",
                            "Ask an administrator to do it, or to give you the role")
                    .response();
        }
        return wantsPage(request) ? HttpResponse.seeOther(loginPage(request)) : unauthorized();
    }

    private static boolean wantsPage(HttpRequest<?> request) {
        return request.getMethod() == HttpMethod.GET && Reader.isPerson(request);
    }

    private static URI loginPage(HttpRequest<?> request) {
        String path = request.getUri().toString();
        return URI.create(
                path.equals("/") ? "/login" : "/login?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8));
    }

    private static HttpResponse<?> unauthorized() {
        return Problem.of(
                        HttpStatus.UNAUTHORIZED,
                        "not_signed_in",
                        "This needs a sign-in",
                        "Send Authorization: Bearer <AUTH_KEY>, or sign in at /login")
                .response()
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
}

package dev.pgrm.api.signin;

import dev.pgrm.api.problem.Problem;
import dev.pgrm.application.signin.Sessions;
import dev.pgrm.application.signin.Sessions.Opened;
import dev.pgrm.application.signin.SignIn;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Controller("/api/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "Sign-in")
final class AuthController {
    private final SignIn signIn;
    private final Sessions sessions;

    AuthController(SignIn signIn, Sessions sessions) {
        this.signIn = signIn;
        this.sessions = sessions;
    }

    @Serdeable
    record Login(@Nullable String method, @Nullable String key) {
        @Override
        public String toString() {
            return "Login[" + method + "]";
        }
    }

    @Serdeable
    record User(String name, List<String> roles) {}

    /** @param csrfToken to be sent as X-CSRF-Token; none for programs */
    @Serdeable
    record Me(
            User user,
            @Nullable Instant expiresAt,
            @Nullable String csrfToken) {}

    @Serdeable
    record Methods(List<String> items) {}

    @Serdeable
    record Status(boolean signedIn) {}

    /** Signs in and answers with the session's cookie. */
    @Post("/login")
    @ApiResponse(
            responseCode = "200",
            description = "Signed in",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Me.class)))
    HttpResponse<?> login(HttpRequest<?> request, @Body Login login) {
        if (!"key".equals(login.method()) || login.key() == null) {
            return Problem.of(
                            HttpStatus.BAD_REQUEST,
                            "method_unknown",
                            "This way to sign in is not offered",
                            "Send {\"method\": \"key\", \"key\": \"...\"}; GET /api/auth/methods lists what is offered")
                    .response();
        }
        return switch (signIn.withKey(login.key(), address(request))) {
            case SignIn.Outcome.Welcome(var opened) -> welcome(request, opened);
            case SignIn.Outcome.WrongKey() ->
                Problem.of(
                                HttpStatus.UNAUTHORIZED,
                                "wrong_key",
                                "This is not the key of this installation",
                                "Use the value of AUTH_KEY with which the API was started")
                        .response();
            case SignIn.Outcome.TooManyTries(var retryAfter) ->
                Problem.of(
                                HttpStatus.TOO_MANY_REQUESTS,
                                "too_many_tries",
                                "Too many wrong keys came from your address",
                                "Wait " + retryAfter.toMinutes() + " minutes and try again")
                        .response()
                        .header("Retry-After", Long.toString(retryAfter.toSeconds()));
            case SignIn.Outcome.Disabled() ->
                Problem.of(
                                HttpStatus.FORBIDDEN,
                                "key_disabled",
                                "Sign-in by key is switched off",
                                "Set AUTH_KEY for the API to switch it on")
                        .response();
        };
    }

    private static HttpResponse<?> welcome(HttpRequest<?> request, Opened opened) {
        var actor = opened.session().actor();
        return HttpResponse.ok(new Me(
                        new User(actor.name(), SignedIn.roles(actor)),
                        opened.session().expiresAt(),
                        opened.session().csrfToken()))
                .cookie(SessionCookie.holding(opened.token(), SignIn.SESSION_LIFETIME, request));
    }

    /** The address of the connection: a header could be made up by whoever guesses keys. */
    private static String address(HttpRequest<?> request) {
        return request.getRemoteAddress().getAddress() == null
                ? "unknown"
                : request.getRemoteAddress().getAddress().getHostAddress();
    }

    /** Ends the session. */
    @Post("/logout")
    @ApiResponse(responseCode = "204", description = "Signed out")
    HttpResponse<?> logout(HttpRequest<?> request) {
        String token = SessionCookie.token(request);
        if (token != null) {
            sessions.close(token);
        }
        return HttpResponse.noContent().cookie(SessionCookie.none(request));
    }

    /** Who is signed in. */
    @Get("/me")
    Me me(Authentication authentication) {
        return new Me(
                new User(
                        authentication.getName(),
                        authentication.getRoles().stream().sorted().toList()),
                SignedIn.expiresAt(authentication),
                SignedIn.csrfToken(authentication));
    }

    /** Whether somebody is signed in. Needs no sign-in itself. */
    @Get("/status")
    Status status(@Nullable Authentication authentication) {
        return new Status(authentication != null);
    }

    /** The ways to sign in that are offered here. Needs no sign-in itself. */
    @Get("/methods")
    Methods methods() {
        var offered = new ArrayList<String>();
        if (signIn.keyIsEnabled()) {
            offered.add("key");
        }
        return new Methods(offered);
    }
}

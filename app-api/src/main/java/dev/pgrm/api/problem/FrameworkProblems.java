package dev.pgrm.api.problem;

import io.micronaut.context.annotation.Primary;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.web.router.exceptions.UnsatisfiedBodyRouteException;
import jakarta.inject.Singleton;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What goes wrong before a request reaches a use case, or in a way that nobody foresaw: as a page for people, else as a problem. */
@Singleton
@Primary
final class FrameworkProblems implements ErrorResponseProcessor<Object> {
    private final ProblemAnswers answers;

    private static final Pattern UNKNOWN =
            Pattern.compile("Unknown property \\[(.*)] encountered during deserialization", Pattern.DOTALL);

    FrameworkProblems(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    public MutableHttpResponse<Object> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        Problem problem = problem(context, HttpStatus.valueOf(response.code()));
        return answers.in(response, context.getRequest(), problem);
    }

    private static Problem problem(ErrorContext context, HttpStatus status) {
        return context.getRootCause()
                .map(cause -> switch (cause) {
                    // The parser's own message quotes the body, which may hold what nobody should see.
                    case JsonSyntaxException syntax ->
                        Problem.of(
                                status,
                                "malformed_json",
                                "The body is not JSON",
                                "Check its quotes, commas and braces, and send it with Content-Type: application/json");
                    case UnsatisfiedBodyRouteException _ ->
                        Problem.of(
                                status,
                                "malformed_request",
                                "The body is missing",
                                "See /docs for the form of every parameter and body");
                    case MalformedUrl malformed ->
                        Problem.of(
                                status,
                                "malformed_url",
                                String.valueOf(malformed.getMessage()),
                                "Encode each character that may not stand in a URL: % as %25, a blank as %20");
                    case ConversionErrorException conversion -> unreadable(conversion, status);
                    default -> byStatus(context, status);
                })
                .orElseGet(() -> byStatus(context, status));
    }

    private static Problem unreadable(ConversionErrorException conversion, HttpStatus status) {
        String field = unknownField(conversion.getConversionError().getCause());
        return field == null
                ? Problem.of(
                        status,
                        "malformed_request",
                        named(conversion.getArgument()) + " does not have the expected form",
                        "See /docs for the form of every parameter and body")
                : Problem.of(
                        status,
                        "unknown_field",
                        "The body has no field '" + field + "', so nothing was done",
                        "Correct its name or leave it out; see /docs for the form of every body");
    }

    /** The library tells it in its message alone. */
    private static @Nullable String unknownField(@Nullable Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            Matcher found = UNKNOWN.matcher(String.valueOf(each.getMessage()));
            if (found.find()) {
                return found.group(1);
            }
        }
        return null;
    }

    /** Callers know their body by no other name. */
    private static String named(Argument<?> argument) {
        return argument.isAnnotationPresent(Body.class) ? "The body" : "The value of '" + argument.getName() + "'";
    }

    private static Problem byStatus(ErrorContext context, HttpStatus status) {
        return switch (status) {
            case NOT_FOUND ->
                Problem.of(
                        status,
                        "not_found",
                        "There is nothing at " + context.getRequest().getPath(),
                        "See /docs for what there is");
            case METHOD_NOT_ALLOWED ->
                Problem.of(status, "method_not_allowed", said(context), "See /docs for what there is");
            case REQUEST_ENTITY_TOO_LARGE -> Problem.of(status, "too_large", said(context), "Send it in smaller parts");
            default -> status.getCode() < 500 ? refused(context, status) : internal(status);
        };
    }

    private static Problem refused(ErrorContext context, HttpStatus status) {
        return Problem.of(
                status, "malformed_request", said(context), "See /docs for the form of every parameter and body");
    }

    /** The message may tell more than a caller should know, so it goes to the log alone. */
    private static Problem internal(HttpStatus status) {
        return Problem.of(
                status, "internal", "Something unforeseen went wrong", "The API's log tells more; please report it");
    }

    private static String said(ErrorContext context) {
        return context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
    }
}

package dev.pgrm.api.problem;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** Errors that the framework answers by itself, in the form of all others. */
@Singleton
@Primary
final class FrameworkProblems implements ErrorResponseProcessor<Problem> {
    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpStatus status = HttpStatus.valueOf(response.code());
        String said = context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
        Problem problem = Problem.of(status, code(status), detail(context, status, said), remedy(status));
        return response.body(problem).contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    }

    private static String code(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "not_found";
            case METHOD_NOT_ALLOWED -> "method_not_allowed";
            case UNSUPPORTED_MEDIA_TYPE -> "unsupported_media_type";
            case REQUEST_ENTITY_TOO_LARGE -> "too_large";
            case NOT_ACCEPTABLE -> "not_acceptable";
            default -> status.getCode() < 500 ? "malformed_request" : "internal";
        };
    }

    private static String detail(ErrorContext context, HttpStatus status, String said) {
        if (status == HttpStatus.NOT_FOUND) {
            return "There is nothing at " + context.getRequest().getPath();
        }
        return said.isEmpty() ? status.getReason() : said;
    }

    private static String remedy(HttpStatus status) {
        return status.getCode() < 500
                ? "See /docs for what the API offers"
                : "The API's log tells more; please report it";
    }
}

package dev.pgrm.api.problem;

import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.json.JsonSyntaxException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes wrong before a request reaches a use case, or in a way that nobody foresaw. */
@Controller
final class GeneralProblems {
    private static final Logger log = LoggerFactory.getLogger(GeneralProblems.class);

    /** Framework exceptions are logged by nobody: they are the caller's mistakes. */
    @Error(global = true, exception = JsonSyntaxException.class)
    HttpResponse<Problem> notJson() {
        return Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "malformed_json",
                        "The body is not JSON",
                        "Check its quotes, commas and braces, and send it with Content-Type: application/json")
                .response();
    }

    @Error(global = true, exception = ConversionErrorException.class)
    HttpResponse<Problem> notConvertible(ConversionErrorException e) {
        return Problem.of(
                        HttpStatus.BAD_REQUEST,
                        "malformed_request",
                        "The value of '" + e.getArgument().getName() + "' does not have the expected form",
                        "See /docs for the form of every parameter and body")
                .response();
    }

    @Error(global = true)
    HttpResponse<Problem> anything(HttpRequest<?> request, Throwable e) {
        log.error("{} {} failed", request.getMethodName(), request.getPath(), e);
        return internal(e).response();
    }

    /** The message may tell more than a caller should know, so it goes to the log alone. */
    static Problem internal(Throwable e) {
        return Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "internal",
                "Something unforeseen went wrong (" + e.getClass().getSimpleName() + ")",
                "The API's log tells more; please report it");
    }
}

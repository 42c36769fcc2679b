package dev.pgrm.api.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.views.ViewsRenderer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** A problem as a page for people, else as it is for programs. */
@Singleton
final class ProblemAnswers {
    private final ViewsRenderer<Map<String, Object>, HttpRequest<?>> views;

    ProblemAnswers(ViewsRenderer<Map<String, Object>, HttpRequest<?>> views) {
        this.views = views;
    }

    MutableHttpResponse<?> answer(HttpRequest<?> request, Problem problem) {
        return in(HttpResponse.status(HttpStatus.valueOf(problem.status())), request, problem);
    }

    MutableHttpResponse<Object> in(MutableHttpResponse<?> response, HttpRequest<?> request, Problem problem) {
        return Reader.isPerson(request)
                ? response.<Object>body(page(request, problem)).contentType(MediaType.TEXT_HTML_TYPE)
                : response.<Object>body(problem).contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    }

    /** Written out here: for an answer that no controller gave, the framework looks for no view. */
    private String page(HttpRequest<?> request, Problem problem) {
        var page = new StringWriter();
        try {
            views.render("error", model(problem), request).writeTo(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.toString();
    }

    private static Map<String, Object> model(Problem problem) {
        return Map.of(
                "title", problem.title(),
                "page", "error",
                "version", "",
                "status", problem.status(),
                "detail", problem.detail(),
                "remedy", problem.remedy(),
                "passing", problem.status() == HttpStatus.SERVICE_UNAVAILABLE.getCode());
    }
}

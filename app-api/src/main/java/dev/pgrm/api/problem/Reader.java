package dev.pgrm.api.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;

/** Who is going to read an answer. */
public final class Reader {
    private Reader() {}

    /** In a browser, which wants a page. */
    public static boolean isPerson(HttpRequest<?> request) {
        return !request.getPath().startsWith("/api/")
                && request.accept().stream().anyMatch(MediaType.TEXT_HTML_TYPE::equals);
    }
}

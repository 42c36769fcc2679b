package dev.pgrm.api.problem;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.exceptions.HttpStatusException;

/** The address of a request is none. */
public final class MalformedUrl extends HttpStatusException {
    private static final long serialVersionUID = 1L;

    /** @param reason what is wrong with it, and where */
    public MalformedUrl(String reason) {
        super(HttpStatus.BAD_REQUEST, "The URL cannot be read: " + reason);
    }
}

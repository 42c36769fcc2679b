package dev.pgrm.api.stream;

import dev.pgrm.api.page.Asked;
import dev.pgrm.application.log.LogBook.Place;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the next page begins, in a form that nobody is tempted to make up. */
final class ErrorsCursor {
    private static final Pattern FORM = Pattern.compile("(\\S{1,40}) (\\d{1,18})");

    private ErrorsCursor() {}

    static String of(Place place) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((place.at() + " " + place.number()).getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing, if it was made up. */
    static @Nullable Place read(String cursor) {
        try {
            Matcher form = FORM.matcher(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            Instant at = form.matches() ? Asked.momentOrNull(form.group(1)) : null;
            return at == null ? null : new Place(at, Long.parseLong(form.group(2)));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

package dev.pgrm.api.aws;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a page ended, in a form that nobody is tempted to take apart. */
final class Cursor {
    private Cursor() {}

    static String write(String arn) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(arn.getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing when it is none. */
    static @Nullable String read(String cursor) {
        try {
            String arn = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return arn.startsWith("arn:") ? arn : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

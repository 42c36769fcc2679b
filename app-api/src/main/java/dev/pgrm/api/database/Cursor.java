package dev.pgrm.api.database;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the next page begins, in a form that nobody is tempted to make up. */
final class Cursor {
    private static final Pattern FORM = Pattern.compile("after:([^\\x00]{1,63})");

    private Cursor() {}

    static String after(String name) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("after:" + name).getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing, if it was made up. */
    static @Nullable String name(String cursor) {
        try {
            Matcher form = FORM.matcher(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
            return form.matches() ? form.group(1) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

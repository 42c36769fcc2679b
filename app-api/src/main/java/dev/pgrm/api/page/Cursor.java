package dev.pgrm.api.page;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a page ended, by one or more keys, in a form that nobody is tempted to make up. */
public final class Cursor {
    private static final String BEGINNING = "after";
    private static final String SEPARATOR = "\0";

    private Cursor() {}

    public static String after(String... keys) {
        String text = BEGINNING + SEPARATOR + String.join(SEPARATOR, keys);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing if it was made up. */
    static @Nullable List<String> keys(String cursor, int number) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            List<String> parts = List.of(text.split(SEPARATOR, -1));
            return parts.size() == number + 1 && parts.getFirst().equals(BEGINNING)
                    ? parts.subList(1, parts.size())
                    : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}

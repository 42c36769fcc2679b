package dev.pgrm.domain.postgres;

import java.nio.charset.StandardCharsets;

/** PostgreSQL's rule for identifiers: not empty, no NUL, at most 63 bytes, beyond which it would cut silently. */
public final class Identifier {
    public static final int LONGEST = 63;

    private Identifier() {}

    public static boolean is(String value) {
        return !value.isEmpty() && value.indexOf('\0') < 0 && value.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }

    static void check(String what, String value) {
        if (!is(value)) {
            throw new IllegalArgumentException(
                    what + " '" + value.replace('\0', '?') + "' is not allowed: 1 to 63 bytes, no NUL");
        }
    }
}

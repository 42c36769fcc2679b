package dev.pgrm.domain.postgres;

import java.nio.charset.StandardCharsets;

/** PostgreSQL's rule for identifiers: not empty, no NUL, at most 63 bytes, beyond which it would cut silently. */
final class Identifier {
    static final int LONGEST = 63;

    private Identifier() {}

    static void check(String what, String value) {
        if (value.isEmpty() || value.indexOf('\0') >= 0 || value.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new IllegalArgumentException(
                    what + " '" + value.replace('\0', '?') + "' is not allowed: 1 to 63 bytes, no NUL");
        }
    }
}

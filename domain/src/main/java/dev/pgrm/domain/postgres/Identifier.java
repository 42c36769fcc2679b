package dev.pgrm.domain.postgres;

/**
 * PostgreSQL's rule for identifiers: not empty, no NUL, at most 63 bytes, beyond which it would cut silently. They are bytes of the
 * database's own encoding, which may have one where UTF-8 has three: so only more than 63 characters are none.
 */
final class Identifier {
    static final int LONGEST = 63;

    private Identifier() {}

    static void check(String what, String value) {
        if (value.isEmpty() || value.indexOf('\0') >= 0 || value.codePointCount(0, value.length()) > LONGEST) {
            throw new IllegalArgumentException(
                    what + " '" + value.replace('\0', '?') + "' is not allowed: 1 to 63 characters, no NUL");
        }
    }
}

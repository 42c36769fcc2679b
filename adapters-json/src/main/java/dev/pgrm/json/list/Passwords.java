package dev.pgrm.json.list;

import java.util.Locale;
import java.util.Set;

/** Passwords are not taken in, whoever brings them. */
final class Passwords {
    static final String REFUSED =
            "is not accepted: no password is ever stored here; take it out, and give a reference" + " as credentials";

    private static final Set<String> NAMES = Set.of("pwd", "passwd", "passfile", "pgpass");

    private Passwords() {}

    static boolean isOne(String field) {
        String name = field.toLowerCase(Locale.ROOT);
        return name.contains("password") || NAMES.contains(name);
    }
}

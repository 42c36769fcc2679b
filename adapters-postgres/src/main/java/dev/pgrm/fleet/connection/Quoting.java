package dev.pgrm.fleet.connection;

/** The one way by which identifiers get into SQL. */
public final class Quoting {
    private Quoting() {}

    public static String identifier(String name) {
        if (name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("An identifier cannot hold NUL");
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}

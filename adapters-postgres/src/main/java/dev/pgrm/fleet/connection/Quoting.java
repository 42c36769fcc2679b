package dev.pgrm.fleet.poll;

/** The one way by which identifiers get into SQL. */
final class Quoting {
    private Quoting() {}

    static String identifier(String name) {
        if (name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("An identifier cannot hold NUL");
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}

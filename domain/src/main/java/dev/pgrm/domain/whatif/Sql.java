package dev.pgrm.domain.whatif;

/** Names and texts in the statements that remedies propose. */
public final class Sql {
    private Sql() {}

    public static String name(Object identifier) {
        return '"' + identifier.toString().replace("\"", "\"\"") + '"';
    }

    /** With backslashes doubled and said to be, which is right whatever standard_conforming_strings is. */
    public static String text(String value) {
        String quoted = "'" + value.replace("'", "''").replace("\\", "\\\\") + "'";
        return value.indexOf('\\') < 0 ? quoted : "E" + quoted;
    }

    public static String setting(String name, String value) {
        return "alter system set " + name + " = " + text(value) + "; select pg_reload_conf();";
    }
}

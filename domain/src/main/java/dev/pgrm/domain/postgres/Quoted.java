package dev.pgrm.domain.postgres;

/** The one way by which names and values get into SQL, whether we send it or tell people to run it. */
public final class Quoted {
    private Quoted() {}

    public static String identifier(Object name) {
        return '"' + withoutNul(name).replace("\"", "\"\"") + '"';
    }

    public static String table(TableName table) {
        return identifier(table.schema()) + "." + identifier(table.name());
    }

    /** With backslashes doubled and said to be, which is right whatever standard_conforming_strings is. */
    public static String literal(Object value) {
        String quoted = "'" + withoutNul(value).replace("'", "''").replace("\\", "\\\\") + "'";
        return quoted.indexOf('\\') < 0 ? quoted : "E" + quoted;
    }

    /** As PostgreSQL writes relations in messages: schema and table with a dot between and without quotes, or a table alone. */
    public static String relation(String written) {
        int dot = written.indexOf('.');
        return dot <= 0 || dot == written.length() - 1
                ? identifier(written)
                : identifier(written.substring(0, dot)) + "." + identifier(written.substring(dot + 1));
    }

    private static String withoutNul(Object text) {
        if (text.toString().indexOf('\0') >= 0) {
            throw new IllegalArgumentException("SQL cannot hold NUL");
        }
        return text.toString();
    }
}

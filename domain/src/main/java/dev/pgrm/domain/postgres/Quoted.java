package dev.pgrm.domain.postgres;

/** Names and values as they stand in SQL that we tell people to run. */
public final class Quoted {
    private Quoted() {}

    public static String identifier(Object name) {
        return '"' + name.toString().replace("\"", "\"\"") + '"';
    }

    public static String literal(Object value) {
        return "'" + value.toString().replace("'", "''") + "'";
    }

    /** As PostgreSQL writes relations in messages: schema and table with a dot between and without quotes, or a table alone. */
    public static String relation(String written) {
        int dot = written.indexOf('.');
        return dot <= 0 || dot == written.length() - 1
                ? identifier(written)
                : identifier(written.substring(0, dot)) + "." + identifier(written.substring(dot + 1));
    }
}

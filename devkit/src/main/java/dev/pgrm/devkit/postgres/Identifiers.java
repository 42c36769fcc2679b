package dev.pgrm.devkit.postgres;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Quotes names and literals for SQL and for connection strings. */
public final class Identifiers {
    private Identifiers() {}

    public static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** {@code sales.orders} as {@code "sales"."orders"}. */
    public static String quotedPath(String dotted) {
        return Arrays.stream(dotted.split("\\.")).map(Identifiers::quoted).collect(Collectors.joining("."));
    }

    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}

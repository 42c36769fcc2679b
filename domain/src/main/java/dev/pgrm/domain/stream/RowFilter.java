package dev.pgrm.domain.stream;

import org.jspecify.annotations.Nullable;

/**
 * The condition on the rows of a table that are published. It stands in SQL as it was entered, in brackets: therefore nothing in it
 * may close them, end the statement, or hide what follows.
 */
public record RowFilter(String condition) {
    public RowFilter {
        condition = condition.strip();
        String wrong = wrong(condition);
        if (wrong != null) {
            throw new IllegalArgumentException(wrong);
        }
    }

    private static @Nullable String wrong(String text) {
        if (text.isEmpty()) {
            return "must be a condition, such as region = 'eu'";
        }
        int depth = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
            if (c == '\'' || c == '"') {
                at = end(text, at);
                if (at < 0) {
                    return "has a quote that is not closed";
                }
            } else if (c == ';'
                    || c == '\0'
                    || c == '\\'
                    || c == '$'
                    || (c == '-' && next == '-')
                    || (c == '/' && next == '*')) {
                return "must be one condition, without semicolons, comments, backslashes and dollar signs";
            } else {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (depth < 0) {
                    return "closes a bracket that is not open";
                }
            }
            at++;
        }
        return depth == 0 ? null : "has a bracket that is not closed";
    }

    /** Where what is quoted ends; a doubled quote stands for itself. Backslashes might hide one in a text with E before it. */
    private static int end(String text, int start) {
        char quote = text.charAt(start);
        for (int at = start + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\' || text.charAt(at) == '\0') {
                return -1;
            }
            if (text.charAt(at) == quote) {
                if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                    at++;
                } else {
                    return at;
                }
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return condition;
    }
}

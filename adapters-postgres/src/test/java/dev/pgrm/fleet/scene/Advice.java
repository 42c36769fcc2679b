package dev.pgrm.fleet.scene;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements among the words of a remedy, each with the server that it names for them. */
final class Advice {
    private static final Pattern PART = Pattern.compile(
            "\\b[Oo]n (?<server>hub|house|dr|spare)\\b"
                    + "|\\b(?<sql>(?:alter (?:role|subscription|system|table)|drop subscription|select pg_|grant|truncate)[^;]*);");

    private Advice() {}

    record Step(String server, String sql) {}

    static List<Step> in(String remedy, String otherwise) {
        var steps = new ArrayList<Step>();
        String server = otherwise;
        Matcher parts = PART.matcher(remedy);
        while (parts.find()) {
            if (parts.group("server") != null) {
                server = parts.group("server");
            } else {
                steps.add(new Step(server, parts.group("sql")));
            }
        }
        return steps;
    }
}

package dev.pgrm.domain.log;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One flat object of strings and numbers, as jsonlog writes them; the domain knows no library that reads JSON. */
final class JsonLine {
    private static final Pattern MEMBER =
            Pattern.compile("\\s*\"(\\w+)\"\\s*:\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\",{}\\[\\]\\s]+))\\s*([,}])");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|(.))");

    private JsonLine() {}

    /** Nothing where the line is no such object. */
    static Map<String, String> fields(String line) {
        if (!line.startsWith("{")) {
            return Map.of();
        }
        var fields = new HashMap<String, String>();
        Matcher member = MEMBER.matcher(line).region(1, line.length());
        while (member.lookingAt()) {
            fields.put(member.group(1), member.group(2) == null ? member.group(3) : unescaped(member.group(2)));
            if (member.group(4).equals("}")) {
                return fields;
            }
            member.region(member.end(), line.length());
        }
        return Map.of();
    }

    private static String unescaped(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        escape.group(1) == null
                                ? letter(escape.group(2))
                                : String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    private static String letter(String escaped) {
        return switch (escaped) {
            case "n" -> "\n";
            case "t" -> "\t";
            case "r" -> "\r";
            case "b" -> "\b";
            case "f" -> "\f";
            default -> escaped;
        };
    }
}

package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The form of a query request as a tree: {@code Filters.Filter.2.Name} is the name of the second of Filters. */
final class FormTree {
    private FormTree() {}

    static ObjectNode of(String form) {
        ObjectNode root = Trees.object();
        fields(form).forEach((name, value) -> place(root, name.split("\\.", -1), value));
        return root;
    }

    private static Map<String, String> fields(String form) {
        var fields = new TreeMap<String, String>();
        for (String pair : form.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static void place(ObjectNode root, String[] path, String value) {
        ObjectNode node = root;
        int at = 0;
        while (at + 2 < path.length && isIndex(path[at + 2])) {
            ArrayNode list = node.withArray("/" + path[at]);
            int index = Integer.parseInt(path[at + 2]) - 1;
            boolean last = at + 3 == path.length;
            while (list.size() <= index) {
                list.add(Trees.object());
            }
            if (last) {
                list.set(index, value);
                return;
            }
            node = (ObjectNode) list.get(index);
            at += 3;
        }
        for (; at < path.length - 1; at++) {
            JsonNode child = node.get(path[at]);
            node = child instanceof ObjectNode object ? object : node.putObject(path[at]);
        }
        node.put(path[path.length - 1], value);
    }

    private static boolean isIndex(String segment) {
        return segment.chars().allMatch(Character::isDigit) && segment.length() < 4 && !segment.equals("0");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

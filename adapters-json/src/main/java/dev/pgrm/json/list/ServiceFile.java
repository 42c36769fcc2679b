package dev.pgrm.json.list;

import dev.pgrm.application.database.ListedDatabase;
import dev.pgrm.json.list.LibpqRow.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** libpq's connection service file: {@code [name]}, and below it one parameter a line. */
final class ServiceFile {
    private static final Pattern SECTION = Pattern.compile("\\[([^\\]]*)\\]");
    private static final Pattern PARAMETER = Pattern.compile("([A-Za-z_]+)\\s*=\\s*(.*)");

    private final List<ListedDatabase> rows = new ArrayList<>();
    private @Nullable String section;
    private Map<String, String> parameters = new LinkedHashMap<>();

    private ServiceFile() {}

    static List<ListedDatabase> read(String text) throws UnreadableList {
        var file = new ServiceFile();
        int number = 0;
        for (String line : text.lines().map(String::strip).toList()) {
            number++;
            if (!line.isEmpty() && !line.startsWith("#")) {
                file.take(line, number);
            }
        }
        file.endSection();
        if (file.rows.isEmpty()) {
            throw new UnreadableList("it has no section such as [orders]");
        }
        OwnForm.requireFew(file.rows.size());
        return file.rows;
    }

    private void take(String line, int number) throws UnreadableList {
        Matcher head = SECTION.matcher(line);
        Matcher parameter = PARAMETER.matcher(line);
        if (head.matches()) {
            endSection();
            section = head.group(1).strip();
            parameters = new LinkedHashMap<>();
        } else if (parameter.matches() && section != null) {
            parameters.put(parameter.group(1), parameter.group(2));
        } else {
            throw new UnreadableList("it is no service file: line " + number + " is neither [section] nor key=value");
        }
    }

    private void endSection() {
        if (section != null) {
            rows.add(LibpqRow.read(rows.size() + 1, new Label(section, null, null), parameters));
        }
    }
}

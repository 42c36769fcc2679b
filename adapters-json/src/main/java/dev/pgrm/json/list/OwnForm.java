package dev.pgrm.json.list;

import dev.pgrm.application.database.DatabaseLists;
import dev.pgrm.application.database.ListedDatabase;
import dev.pgrm.domain.database.DatabaseDraft;
import dev.pgrm.domain.database.DatabaseSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code databases}, and below it one database after the other, as the API's bodies are. */
final class OwnForm {
    private static final String LIST = "databases";

    private OwnForm() {}

    static List<ListedDatabase> read(@Nullable Object tree) throws UnreadableList {
        if (!(tree instanceof Map<?, ?> map) || !(map.get(LIST) instanceof List<?> list)) {
            throw new UnreadableList("it has no list 'databases' at its top");
        }
        if (map.size() > 1) {
            throw new UnreadableList("it has something beside 'databases' at its top");
        }
        requireFew(list.size());
        var rows = new ArrayList<ListedDatabase>();
        for (Object row : list) {
            rows.add(WrittenRow.read(rows.size() + 1, row));
        }
        return rows;
    }

    static void requireFew(int rows) throws UnreadableList {
        if (rows > DatabaseLists.MOST_ROWS) {
            throw new UnreadableList("it has more than " + DatabaseLists.MOST_ROWS + " databases");
        }
    }

    static Map<String, Object> write(List<DatabaseSpec> databases) {
        return Map.of(
                LIST,
                databases.stream()
                        .map(spec -> WrittenRow.write(DatabaseDraft.of(spec)))
                        .toList());
    }
}

package dev.pgrm.json.list;

import dev.pgrm.application.database.DatabaseLists;
import dev.pgrm.application.database.ListedDatabase;
import dev.pgrm.domain.database.DatabaseSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All forms in which lists of databases come and go. */
public final class WrittenDatabaseLists implements DatabaseLists {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    @Override
    public Reading read(Form form, String text) {
        try {
            return new Reading.Rows(
                    rows(form, text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text));
        } catch (UnreadableList e) {
            return new Reading.Unreadable(e.reason());
        }
    }

    private static List<ListedDatabase> rows(Form form, String text) throws UnreadableList {
        return switch (form) {
            case JSON -> ofTree(JsonTree.read(text));
            case YAML -> OwnForm.read(YamlTree.read(text));
            case SERVICE_FILE -> ServiceFile.read(text);
        };
    }

    private static List<ListedDatabase> ofTree(@Nullable Object tree) throws UnreadableList {
        return PgAdminServers.recognise(tree) ? PgAdminServers.read(tree) : OwnForm.read(tree);
    }

    @Override
    public String write(Form form, List<DatabaseSpec> databases) {
        return switch (form) {
            case JSON -> JsonTree.write(OwnForm.write(databases));
            case YAML -> YamlTree.write(OwnForm.write(databases));
            case SERVICE_FILE ->
                throw new IllegalArgumentException("A service file cannot hold all that is registered");
        };
    }
}

package dev.pgrm.json.list;

import dev.pgrm.application.database.ListedDatabase;
import dev.pgrm.json.list.LibpqRow.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The servers that pgAdmin exports. Their group tells the environment. */
final class PgAdminServers {
    private static final Map<String, String> PARAMETERS = Map.of(
            "Host", "host",
            "HostAddr", "hostaddr",
            "Port", "port",
            "MaintenanceDB", "dbname",
            "Username", "user",
            "SSLMode", "sslmode",
            "SSLRootCert", "sslrootcert");

    private PgAdminServers() {}

    static boolean recognise(@Nullable Object tree) {
        return tree instanceof Map<?, ?> map && map.get("Servers") instanceof Map<?, ?>;
    }

    static List<ListedDatabase> read(@Nullable Object tree) throws UnreadableList {
        if (!(tree instanceof Map<?, ?> map) || !(map.get("Servers") instanceof Map<?, ?> servers)) {
            throw new UnreadableList("it has no 'Servers' at its top");
        }
        OwnForm.requireFew(servers.size());
        var rows = new ArrayList<ListedDatabase>();
        for (Object server : servers.values()) {
            rows.add(row(rows.size() + 1, server instanceof Map<?, ?> fields ? fields : Map.of()));
        }
        return rows;
    }

    private static ListedDatabase row(int number, Map<?, ?> server) {
        var parameters = new LinkedHashMap<String, String>();
        server.forEach((field, value) -> {
            String parameter = PARAMETERS.get(field);
            if (parameter != null || Passwords.isOne(String.valueOf(field))) {
                put(parameters, parameter == null ? String.valueOf(field) : parameter, value);
            }
        });
        if (server.get("ConnectionParameters") instanceof Map<?, ?> more) {
            more.forEach((parameter, value) -> put(parameters, String.valueOf(parameter), value));
        }
        return LibpqRow.read(
                number, new Label(text(server, "Name"), text(server, "Group"), text(server, "Comment")), parameters);
    }

    private static void put(Map<String, String> parameters, String parameter, @Nullable Object value) {
        if (value != null && !value.equals("")) {
            parameters.put(parameter, String.valueOf(value));
        }
    }

    private static @Nullable String text(Map<?, ?> server, String field) {
        Object value = server.get(field);
        return value == null || value.equals("") ? null : String.valueOf(value);
    }
}

package dev.pgrm.domain.topology;

import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.server.Server;
import dev.pgrm.domain.server.ServerId;
import java.util.List;

/** All that is registered, as of one moment. */
public record Registered(List<Server> servers, List<Database> databases) {
    public static final Registered NOTHING = new Registered(List.of(), List.of());

    public Registered {
        servers = List.copyOf(servers);
        databases = List.copyOf(databases);
    }

    public List<Database> databasesOf(ServerId server) {
        return databases.stream()
                .filter(database -> database.serverId().equals(server))
                .toList();
    }
}

package dev.pgrm.domain.topology;

import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.server.Server;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.stream.SubscriptionId;
import java.util.List;
import java.util.Set;

/**
 * All that is registered, as of one moment.
 *
 * @param managed subscriptions that were made or adopted here
 */
public record Registered(List<Server> servers, List<Database> databases, Set<SubscriptionId> managed) {
    public static final Registered NOTHING = new Registered(List.of(), List.of());

    public Registered {
        servers = List.copyOf(servers);
        databases = List.copyOf(databases);
        managed = Set.copyOf(managed);
    }

    public Registered(List<Server> servers, List<Database> databases) {
        this(servers, databases, Set.of());
    }

    public List<Database> databasesOf(ServerId server) {
        return databases.stream()
                .filter(database -> database.serverId().equals(server))
                .toList();
    }
}

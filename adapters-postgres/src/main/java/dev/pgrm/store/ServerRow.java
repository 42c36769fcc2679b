package dev.pgrm.store;

import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.server.Server;
import dev.pgrm.domain.server.ServerId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.util.UUID;

@MappedEntity("server")
record ServerRow(
        @Id @MappedProperty("id") UUID id,
        @MappedProperty("host") String host,
        @MappedProperty("port") int port) {
    static ServerRow of(UUID id, Endpoint endpoint) {
        return new ServerRow(id, endpoint.host(), endpoint.port());
    }

    Endpoint endpoint() {
        return new Endpoint(host, port);
    }

    Server server() {
        return new Server(new ServerId(id), endpoint());
    }
}

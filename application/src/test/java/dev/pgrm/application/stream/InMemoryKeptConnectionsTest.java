package dev.pgrm.application.stream;

import dev.pgrm.domain.database.DatabaseId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

class InMemoryKeptConnectionsTest extends KeptConnectionsContract {
    private final KeptConnections kept = new InMemoryKeptConnections();

    @Override
    protected KeptConnections kept() {
        return kept;
    }

    @Override
    protected DatabaseId registered(String name) {
        return new DatabaseId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }
}

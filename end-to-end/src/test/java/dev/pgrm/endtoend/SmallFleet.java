package dev.pgrm.endtoend;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.fleet.Fleet.following;
import static dev.pgrm.devkit.fleet.Fleet.tables;
import static dev.pgrm.devkit.postgres.PostgresVersion.V17;
import static dev.pgrm.devkit.postgres.PostgresVersion.V18;

import dev.pgrm.devkit.demo.ManagerClient;
import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.devkit.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A primary, a logical replica of a newer version, and a standby. All tests look at the same one; the devkit stops it at the end. */
final class SmallFleet {
    private final Fleet fleet = aFleet().primary("orders", V17)
            .database("shop")
            .tables("orders")
            .database("stock")
            .logicalReplica("reporting", V18, following("orders", "shop"), tables("orders"))
            .named("shop_feed")
            .standby("orders-dr", following("orders"))
            .monitoringRole("pgrm_monitor")
            .start()
            .awaitStreaming();

    PostgresServer server(String name) {
        return fleet.server(name);
    }

    /** Who may replicate, on every server. */
    Credentials replicator() {
        return fleet.replicator();
    }

    void register(Installation installation) throws IOException {
        var account = fleet.monitoringRole();
        Path secrets = installation.services().secrets();
        Files.writeString(
                secrets.resolve("monitor"),
                "{\"username\": \"" + account.user() + "\", \"password\": \"" + account.password() + "\"}");
        register(installation.client(), "shop", "orders", "shop", "primary");
        register(installation.client(), "reports", "reporting", "app", "replica");
        register(installation.client(), "shop-dr", "orders-dr", "shop", "replica");
        installation.awaitConnected(3);
    }

    void register(ManagerClient client, String name, String server, String database, String role) {
        client.register(Map.of(
                "name",
                name,
                "host",
                server(server).host(),
                "port",
                server(server).port(),
                "database",
                database,
                "role",
                role,
                "environment",
                "test",
                "tlsMode",
                "disable",
                "credentials",
                "file:monitor"));
    }
}

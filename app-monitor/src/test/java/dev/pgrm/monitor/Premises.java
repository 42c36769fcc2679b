package dev.pgrm.monitor;

import static dev.pgrm.devkit.fleet.Fleet.aFleet;
import static dev.pgrm.devkit.postgres.PostgresVersion.V17;

import dev.pgrm.devkit.fleet.Fleet;
import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.devkit.postgres.PostgresServer;
import java.util.concurrent.atomic.AtomicInteger;

/** What all tests of this JVM share: a server that holds the stores, and one to be watched. The devkit stops them at its end. */
final class Premises {
    private static final AtomicInteger STORES = new AtomicInteger();
    private static final PostgresServer STORE = PostgresServer.builder("store").start();
    private static final Fleet FLEET = aFleet().primary("orders", V17)
            .setting("log_statement", "all")
            .monitoringRole("pgrm_monitor")
            .start();

    private Premises() {}

    static Database emptyStore() {
        String name = "pgrm_" + STORES.incrementAndGet();
        STORE.sql("create database " + name);
        return STORE.database(name);
    }

    static PostgresServer store() {
        return STORE;
    }

    static PostgresServer watched() {
        return FLEET.server("orders");
    }

    static String monitoringSecret() {
        var account = FLEET.monitoringRole();
        return secret(account.user(), account.password());
    }

    static String secret(String user, String password) {
        return "{\"username\": \"" + user + "\", \"password\": \"" + password + "\"}";
    }
}

package dev.pgrm.store;

import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.devkit.postgres.PostgresServer;
import java.util.concurrent.atomic.AtomicInteger;

/** The one server of this module's store tests, each of which has a database of its own. It ends with the JVM. */
final class StoreServer {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private StoreServer() {}

    static Database freshDatabase() {
        String name = "store_" + NUMBER.incrementAndGet();
        Started.SERVER.sql("create database " + name);
        return Started.SERVER.database(name);
    }

    static StoreSettings settings(Database database) {
        var account = database.server().superuser();
        return new StoreSettings(database.jdbcUrl(), account.user(), account.password());
    }

    private static final class Started {
        static final PostgresServer SERVER = PostgresServer.builder("store").start();
    }
}

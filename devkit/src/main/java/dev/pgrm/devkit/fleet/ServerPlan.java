package dev.pgrm.devkit.fleet;

import dev.pgrm.devkit.postgres.Durability;
import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.devkit.postgres.ServerSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was said of one writable server so far. */
final class ServerPlan {
    static final String DEFAULT_DATABASE = "app";

    final String name;
    final PostgresVersion version;
    final Map<String, String> settings = new LinkedHashMap<>();
    final Map<String, DatabasePlan> databases = new LinkedHashMap<>();
    final List<SubscriptionPlan> subscriptions = new ArrayList<>();

    boolean tls;

    private @Nullable DatabasePlan current;

    ServerPlan(String name, PostgresVersion version) {
        this.name = name;
        this.version = version;
    }

    /** Tables and statements of one database, in the order in which they were given. */
    static final class DatabasePlan {
        final String name;
        final List<String> tables = new ArrayList<>();
        final List<String> statements = new ArrayList<>();

        DatabasePlan(String name) {
            this.name = name;
        }
    }

    void openDatabase(String database) {
        current = databases.computeIfAbsent(database, DatabasePlan::new);
    }

    DatabasePlan current() {
        if (current == null) {
            openDatabase(DEFAULT_DATABASE);
        }
        return Objects.requireNonNull(current);
    }

    String defaultDatabase() {
        current();
        return databases.keySet().iterator().next();
    }

    ServerSpec spec(Durability durability) {
        return new ServerSpec(name, version, defaultDatabase(), durability, settings);
    }
}

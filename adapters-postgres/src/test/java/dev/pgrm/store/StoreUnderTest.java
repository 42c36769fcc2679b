package dev.pgrm.store;

import dev.pgrm.devkit.postgres.Database;
import io.micronaut.context.ApplicationContext;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A store with its schema, on a database of the test class's own, empty before each test. */
final class StoreUnderTest implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private @Nullable Database database;
    private @Nullable ApplicationContext context;

    @Override
    public void beforeAll(ExtensionContext test) {
        database = StoreServer.freshDatabase();
        context = context(StoreServer.settings(database));
        get(StoreSchema.class).migrate();
    }

    static ApplicationContext context(StoreSettings settings) {
        return context(settings.properties());
    }

    static ApplicationContext context(Map<String, Object> properties) {
        return ApplicationContext.builder()
                .properties(properties)
                .deduceEnvironment(false)
                .start();
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        database()
                .sql(
                        "delete from registered_database",
                        "delete from server",
                        "delete from identity",
                        "delete from operation",
                        "delete from topology_layout",
                        "delete from server_log",
                        "delete from kept_connection");
    }

    @Override
    public void afterAll(ExtensionContext test) {
        Objects.requireNonNull(context).close();
    }

    Database database() {
        return Objects.requireNonNull(database);
    }

    <T> T get(Class<T> type) {
        return Objects.requireNonNull(context).getBean(type);
    }
}

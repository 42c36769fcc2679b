package dev.pgrm.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.StoreUnavailable;
import dev.pgrm.application.database.Registry;
import dev.pgrm.application.database.Specs;
import dev.pgrm.devkit.postgres.Database;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.domain.database.Keeper;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("servers")
class StoreUnavailableTest {
    @Test
    void a_process_starts_before_its_store_and_goes_on_when_it_comes_and_goes() {
        try (PostgresServer server = PostgresServer.builder("late").start()) {
            server.stop();
            try (ApplicationContext context = impatient(StoreServer.settings(server.database()))) {
                StoreSchema schema = context.getBean(StoreSchema.class);
                Registry registry = context.getBean(Registry.class);
                assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(schema::migrate);
                assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(registry::all);

                server.start();
                await().ignoreExceptionsInstanceOf(StoreUnavailable.class).until(() -> migrated(schema));
                await().ignoreExceptionsInstanceOf(StoreUnavailable.class).until(() -> isEmpty(registry));

                server.kill();
                assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(registry::all);
                server.start();
                await().ignoreExceptionsInstanceOf(StoreUnavailable.class).until(() -> isEmpty(registry));
            }
        }
    }

    @Test
    @Timeout(60)
    void a_store_that_accepts_and_keeps_silent_is_unavailable() throws IOException {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            var schema = new StoreSchema("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/pgrm", "pgrm", "");

            assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(schema::migrate);
        }
    }

    /** Waits less for a connection than the apps do, so that the test need not wait as long as they. */
    private static ApplicationContext impatient(StoreSettings settings) {
        var properties = new HashMap<>(settings.properties());
        properties.put("datasources.default.connection-timeout", 500);
        return StoreUnderTest.context(properties);
    }

    private static boolean migrated(StoreSchema schema) {
        schema.migrate();
        return true;
    }

    private static boolean isEmpty(Registry registry) {
        return registry.all().databases().isEmpty();
    }

    @Test
    void a_store_without_its_schema_is_not_ready() {
        try (ApplicationContext context = StoreUnderTest.context(StoreServer.settings(StoreServer.freshDatabase()))) {
            Registry registry = context.getBean(Registry.class);

            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(registry::all)
                    .withMessageContaining("schema is not ready");
        }
    }

    @Test
    void who_waits_too_long_for_another_may_try_again() throws SQLException {
        Database database = StoreServer.freshDatabase();
        try (ApplicationContext context = StoreUnderTest.context(StoreServer.settings(database));
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            context.getBean(StoreSchema.class).migrate();
            Registry registry = context.getBean(Registry.class);
            other.setAutoCommit(false);
            statement.execute("lock table server in share row exclusive mode");

            assertThatExceptionOfType(StoreUnavailable.class)
                    .isThrownBy(() -> registry.add(Specs.on("db-1", "orders"), Keeper.PEOPLE, "ada", Instant.EPOCH))
                    .withMessageContaining("lock timeout");
            other.rollback();
            registry.add(Specs.on("db-1", "orders"), Keeper.PEOPLE, "ada", Instant.EPOCH);
        }
    }

    @Test
    void its_sessions_are_known_by_their_name() {
        Database database = StoreServer.freshDatabase();
        try (ApplicationContext context = StoreUnderTest.context(StoreServer.settings(database))) {
            context.getBean(StoreSchema.class).migrate();
            context.getBean(Registry.class).all();

            assertThat(database.value("select count(*) from pg_stat_activity where datname = current_database()"
                            + " and application_name = 'pgrm-store'"))
                    .isNotEqualTo("0");
        }
    }
}

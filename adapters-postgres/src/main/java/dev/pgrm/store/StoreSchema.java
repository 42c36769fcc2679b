package dev.pgrm.store;

import dev.pgrm.application.StoreUnavailable;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The schema of the store. Connects by itself rather than through the pool, whose time limits are meant for short work and not
 * for migrations.
 */
@Singleton
@Requires(property = "datasources.default.url")
public final class StoreSchema {
    private final String url;
    private final String user;
    private final String password;

    StoreSchema(
            @Property(name = "datasources.default.url") String url,
            @Property(name = "datasources.default.username") String user,
            @Property(name = "datasources.default.password") String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    /**
     * Brings the schema up to date. Of several processes that do so at once one works while the others wait, so call it again
     * and again until it returns.
     *
     * @throws StoreUnavailable when the store is not up, or refuses
     */
    public void migrate() {
        if (!StoreSettings.isUrl(url)) {
            throw new StoreUnavailable("The store's URL is not of the form jdbc:postgresql://HOST:PORT/DATABASE");
        }
        try {
            configured().load().migrate();
        } catch (FlywayException e) {
            throw unavailable(e);
        }
    }

    private FluentConfiguration configured() {
        PGSimpleDataSource store = connection();
        var configuration = Flyway.configure()
                .dataSource(store)
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                .cleanDisabled(true);
        String schema = store.getCurrentSchema();
        return schema == null
                ? configuration
                : configuration.defaultSchema(schema).createSchemas(true);
    }

    private PGSimpleDataSource connection() {
        var store = new PGSimpleDataSource();
        store.setURL(url);
        store.setUser(user);
        store.setPassword(password);
        store.setApplicationName("pgrm-store-migration");
        store.setConnectTimeout(5);
        // A migration may take long, but a server that accepts and keeps silent is one to wait for, aloud.
        store.setLoginTimeout(5);
        store.setTcpKeepAlive(true);
        return store;
    }

    /** Flyway's own exceptions repeat the URL, which may hold a password; what the server said does not. */
    private static StoreUnavailable unavailable(FlywayException failure) {
        SQLException cause = StoreFailure.sqlCause(failure);
        if (cause != null) {
            return new StoreUnavailable("The store's schema cannot be migrated: " + StoreFailure.said(cause), cause);
        }
        return new StoreUnavailable(
                "The store's schema cannot be migrated (" + failure.getErrorCode()
                        + "): give pgrm a database or schema of its own, and programs of one version",
                failure);
    }
}

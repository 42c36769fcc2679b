package dev.pgrm.devkit.postgres;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL server that tests and demos may ask, stop, break and start again; it keeps its port and its data until closed. */
public interface PostgresServer extends AutoCloseable {

    /** An embedded server of its own, outside any fleet. */
    static EmbeddedPostgresBuilder builder(String name) {
        return new EmbeddedPostgresBuilder(name);
    }

    String name();

    PostgresVersion version();

    /** As seen from this JVM. */
    Endpoint endpoint();

    /** As seen from the other servers of its fleet. */
    Endpoint peerEndpoint();

    Credentials superuser();

    /** The database that {@link #sql} and {@link #query} speak to. */
    Database database();

    default Database database(String name) {
        return new Database(this, name);
    }

    default String host() {
        return endpoint().host();
    }

    default int port() {
        return endpoint().port();
    }

    default String jdbcUrl() {
        return database().jdbcUrl();
    }

    default void sql(String... statements) {
        database().sql(statements);
    }

    default List<List<@Nullable String>> query(String sql, Object... parameters) {
        return database().query(sql, parameters);
    }

    default String value(String sql, Object... parameters) {
        return database().value(sql, parameters);
    }

    ServerLog log();

    boolean running();

    /** On the same port with the same data. Does nothing if it runs. */
    void start();

    void stop(Shutdown how);

    default void stop() {
        stop(Shutdown.FAST);
    }

    default void restart() {
        stop();
        start();
    }

    /** Every process of the server by SIGKILL, as a power cut would. */
    void kill();

    /** Stops every process of the server where it stands: connections stay open and nobody answers. */
    void freeze();

    void thaw();

    /** Command lines with which a human stops and starts this server. */
    Controls controls();

    /** Stops the server; a temporary one loses its data. */
    @Override
    void close();
}

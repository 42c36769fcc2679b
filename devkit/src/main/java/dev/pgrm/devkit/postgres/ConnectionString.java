package dev.pgrm.devkit.postgres;

/** What one server is told of another: a libpq connection string. */
public final class ConnectionString {
    private ConnectionString() {}

    public static String to(Endpoint endpoint, Credentials credentials) {
        return "host=" + endpoint.host() + " port=" + endpoint.port() + " user=" + credentials.user() + " password="
                + credentials.password();
    }

    public static String to(Endpoint endpoint, String database, Credentials credentials) {
        return to(endpoint, credentials) + " dbname='"
                + database.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}

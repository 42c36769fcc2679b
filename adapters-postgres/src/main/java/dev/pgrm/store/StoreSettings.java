package dev.pgrm.store;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/** Where the store is and how to sign in to it. */
public record StoreSettings(String url, String user, String password) {
    private static final String PREFIX = "datasources.default.";

    private static final Pattern USER_IN_URL = Pattern.compile("[^/]*//[^/?]*@.*");

    /**
     * A wait for a lock or an answer that takes longer than these means trouble: it ends, and the caller may try again. Fencing
     * counts on seeing what others committed while it waited for a lock.
     */
    private static final String SESSION = "set default_transaction_isolation = 'read committed';"
            + " set lock_timeout = '5s'; set statement_timeout = '20s';"
            + " set idle_in_transaction_session_timeout = '60s'";

    /** Whether a text can be the URL of a store. With user and password in front of the host, as in libpq's, it cannot. */
    public static boolean isUrl(String text) {
        // The driver would take the password for a port, and log it.
        return !USER_IN_URL.matcher(text).matches() && Driver.parseURL(text, null) != null;
    }

    /** The properties by which Micronaut makes the pool. A store that is not up keeps no process from starting. */
    public Map<String, Object> properties() {
        var properties = new HashMap<String, Object>();
        pool().forEach((name, value) -> properties.put(PREFIX + name, value));
        driver().forEach((name, value) -> properties.put(PREFIX + "data-source-properties." + name, value));
        return Map.copyOf(properties);
    }

    private Map<String, Object> pool() {
        return Map.ofEntries(
                Map.entry("url", url),
                Map.entry("username", user),
                Map.entry("password", password),
                Map.entry("driver-class-name", "org.postgresql.Driver"),
                Map.entry("dialect", "POSTGRES"),
                Map.entry("schema-generate", "NONE"),
                Map.entry("pool-name", "store"),
                Map.entry("maximum-pool-size", 8),
                Map.entry("minimum-idle", 1),
                Map.entry("initialization-fail-timeout", -1),
                Map.entry("connection-timeout", 5_000),
                Map.entry("validation-timeout", 3_000),
                Map.entry("max-lifetime", 1_200_000),
                Map.entry("connection-init-sql", SESSION));
    }

    private static Map<String, Object> driver() {
        return Map.of(
                "ApplicationName", "pgrm-store", "connectTimeout", "5", "socketTimeout", "30", "tcpKeepAlive", "true");
    }

    /** The address for people: parameters of the URL may hold a secret. */
    public String where() {
        return url.replaceFirst("\\?.*", "");
    }

    @Override
    public String toString() {
        return "StoreSettings[" + where() + " as " + user + "]";
    }
}

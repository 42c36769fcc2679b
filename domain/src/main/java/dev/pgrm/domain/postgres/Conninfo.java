package dev.pgrm.domain.postgres;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How one server is told to reach another: what libpq is told, but for who signs in.
 *
 * @param sslMode as libpq names it
 * @param rootCertificate where the server that connects finds the authorities, or {@code system}
 * @param passfile where the server that connects finds the password; none when it is told
 */
public record Conninfo(
        Endpoint address,
        String database,
        String sslMode,
        @Nullable String rootCertificate,
        @Nullable String passfile) {

    /** In a script for psql, in which {@link #asVariable} stands before. */
    public static final String VARIABLE = ":'conninfo'";

    /** For psql, without user and password, which are to be put in. */
    public String asVariable() {
        String value = this + " user=... password=...";
        return "\\set conninfo '" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /** For people: without user and password. */
    @Override
    public String toString() {
        return written(keys());
    }

    /** @param password none where it is found in the passfile, or a certificate does */
    public String of(String user, @Nullable String password) {
        Map<String, String> keys = keys();
        keys.put("user", user);
        if (password != null && passfile == null) {
            keys.put("password", password);
        }
        return written(keys);
    }

    private Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("host", address.host());
        keys.put("port", Integer.toString(address.port()));
        keys.put("dbname", database);
        keys.put("sslmode", sslMode);
        if (rootCertificate != null) {
            keys.put("sslrootcert", rootCertificate);
        }
        if (passfile != null) {
            keys.put("passfile", passfile);
        }
        return keys;
    }

    private static String written(Map<String, String> keys) {
        return keys.entrySet().stream()
                .map(each -> each.getKey() + "='"
                        + each.getValue().replace("\\", "\\\\").replace("'", "\\'") + "'")
                .collect(Collectors.joining(" "));
    }
}

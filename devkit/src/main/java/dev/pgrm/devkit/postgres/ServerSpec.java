package dev.pgrm.devkit.postgres;

import java.util.Map;

/** What a server should be, whichever way it is run; {@code settings} are lines of postgresql.conf and win over those of the devkit. */
public record ServerSpec(
        String name, PostgresVersion version, String database, Durability durability, Map<String, String> settings) {
    public ServerSpec {
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "A server's name is made of small letters, digits and hyphens, unlike \"" + name + "\"");
        }
        settings = Map.copyOf(settings);
    }
}

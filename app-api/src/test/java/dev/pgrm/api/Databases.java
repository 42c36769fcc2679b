package dev.pgrm.api;

import java.util.UUID;

/** Bodies of databases. */
public final class Databases {
    private Databases() {}

    public static String freshName() {
        return "db-" + UUID.randomUUID().toString().substring(0, 8);
    }

    public static String named(String name) {
        return named(name, name + ".example");
    }

    public static String named(String name, String host) {
        return "{\"name\":\"%s\",\"host\":\"%s\",\"database\":\"orders\",\"credentials\":\"file:orders\"}"
                .replaceFirst("%s", name)
                .replaceFirst("%s", host);
    }
}

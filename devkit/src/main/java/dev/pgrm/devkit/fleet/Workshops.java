package dev.pgrm.devkit.fleet;

import dev.pgrm.devkit.containers.ContainerWorkshop;
import dev.pgrm.devkit.postgres.EmbeddedWorkshop;
import dev.pgrm.devkit.postgres.ServerWorkshop;

/** Chooses by {@code -Dpgrm.servers=embedded|containers} how fleets are run; the one place that knows both ways. */
final class Workshops {
    private Workshops() {}

    static ServerWorkshop chosen() {
        var choice = System.getProperty("pgrm.servers", "embedded");
        return switch (choice) {
            case "embedded" -> new EmbeddedWorkshop();
            case "containers" -> new ContainerWorkshop();
            default ->
                throw new IllegalArgumentException(
                        "-Dpgrm.servers is embedded or containers, unlike \"" + choice + "\"");
        };
    }
}

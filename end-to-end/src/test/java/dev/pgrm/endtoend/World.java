package dev.pgrm.endtoend;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One installation that watches one small fleet, started when first asked for and shared by all tests. */
record World(Installation installation, SmallFleet fleet) {
    private static @Nullable World shared;

    static synchronized World shared() throws IOException {
        if (shared == null) {
            var installation = Installation.start(Map.of());
            var fleet = new SmallFleet();
            fleet.register(installation);
            shared = new World(installation, fleet);
        }
        return shared;
    }
}

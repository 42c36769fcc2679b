package dev.pgrm.devkit.fleet;

import dev.pgrm.devkit.fault.FaultProxy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was said of one physical standby so far. */
final class StandbyPlan {
    final String name;
    final String upstream;
    final Map<String, String> settings = new LinkedHashMap<>();

    @Nullable
    FaultProxy proxy;

    StandbyPlan(String name, String upstream) {
        this.name = name;
        this.upstream = upstream;
    }
}

package dev.pgrm.monitor;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;

@Tag("servers")
class KilledMonitorTest extends KilledMonitorClaims {
    /** One: at the end of a step in the middle. */
    @Override
    IntStream kills(int last) {
        return IntStream.of(last / 4 * 2 + 2);
    }

    @Override
    List<Boolean> landings() {
        return List.of(false);
    }
}

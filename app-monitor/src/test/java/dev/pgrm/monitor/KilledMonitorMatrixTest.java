package dev.pgrm.monitor;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;

@Tag("matrix")
class KilledMonitorMatrixTest extends KilledMonitorClaims {
    @Override
    IntStream kills(int last) {
        return IntStream.rangeClosed(1, last);
    }

    @Override
    List<Boolean> landings() {
        return List.of(false, true);
    }
}

package dev.pgrm.monitor;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;

@Tag("matrix")
@Timeout(value = 1, unit = TimeUnit.HOURS) // A hundred processes, each of which is missed for ten seconds.
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

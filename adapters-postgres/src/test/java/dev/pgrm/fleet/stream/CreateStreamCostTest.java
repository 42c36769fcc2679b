package dev.pgrm.fleet.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.devkit.postgres.PostgresVersion;
import dev.pgrm.domain.operation.OperationStatus;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long it takes to make a stream of an empty table. */
@Tag("bench")
class CreateStreamCostTest {
    private static final Logger log = LoggerFactory.getLogger(CreateStreamCostTest.class);
    private static final int ROUNDS = 20;

    @Test
    void create() {
        var taken = new double[ROUNDS];
        try (Workshop shop = Workshop.of(PostgresVersion.V17)) {
            for (int round = 0; round < ROUNDS; round++) {
                String table = shop.table();
                shop.hub().sql("truncate " + table);
                var work = shop.stream(table);
                long begun = System.nanoTime();
                assertThat(shop.done(work).status()).isEqualTo(OperationStatus.SUCCEEDED);
                taken[round] = (System.nanoTime() - begun) / 1e6;
                shop.clear(work);
            }
        }
        Arrays.sort(taken);
        log.warn(String.format(
                Locale.ROOT, "a stream made: median %.0f ms, slowest %.0f ms", taken[ROUNDS / 2], taken[ROUNDS - 1]));
    }
}

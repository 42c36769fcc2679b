package dev.pgrm.store.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pgrm.domain.history.Measure;
import dev.pgrm.domain.history.Spread;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void any_table_is_read_as_it_was_packed(long seed) {
        var random = new Random(seed);
        long origin = random.nextLong(1L << 41);
        var block = new Block(origin);
        Map<Integer, Map<Integer, Long>> expected = new TreeMap<>();
        long at = origin + random.nextInt(3_600_000);
        int rows = random.nextInt(200);
        for (int row = 0; row < rows; row++) {
            block.row(at += 1 + random.nextInt(100_000));
            for (int column = 0; column < 10; column++) {
                if (random.nextInt(10) >= column) {
                    long value = random.nextLong() >> random.nextInt(64);
                    block.put(column, value);
                    expected.computeIfAbsent(column, _ -> new HashMap<>()).put(row, value);
                }
            }
        }

        Block read = Block.unpack(block.pack(), origin, column -> column != 3);

        assertThat(read.rows()).isEqualTo(rows);
        for (int row = 0; row < rows; row++) {
            assertThat(read.at(row)).isEqualTo(block.at(row));
            assertThat(read.has(3, row)).isFalse();
            for (int column : new int[] {0, 1, 2, 4, 5, 6, 7, 8, 9}) {
                Long value = expected.getOrDefault(column, Map.of()).get(row);
                assertThat(read.has(column, row)).isEqualTo(value != null);
                if (value != null) {
                    assertThat(read.value(column, row)).isEqualTo(value);
                }
            }
        }
    }

    @Test
    void what_stays_the_same_takes_next_to_nothing() {
        var block = new Block(1_790_000_000_000L);
        for (int row = 0; row < 720; row++) {
            block.row(1_790_000_000_000L + row * 5_000L);
            Packing.put(block, Measure.STATUS, 0);
            Packing.put(block, Measure.TABLES_READY, 120);
        }

        assertThat(block.pack()).hasSizeLessThan(60);
    }

    @Test
    void what_stands_for_many_is_read_as_it_was_packed() {
        Map<Long, Map<Measure, Spread>> spreads = new TreeMap<>();
        for (long minute = 0; minute < 3; minute++) {
            Map<Measure, Spread> figures = new EnumMap<>(Measure.class);
            figures.put(Measure.LAG_BYTES, new Spread(minute, 10 + minute, 5, 17 * minute, 12));
            spreads.put(minute * 60_000, figures);
        }
        spreads.put(180_000L, Map.of());
        Map<Long, Map<Measure, Spread>> read = new TreeMap<>();

        Block block =
                Packing.unpack(Packing.of(spreads, Instant.EPOCH).pack(), Instant.EPOCH, EnumSet.of(Measure.LAG_BYTES));
        Packing.read(block, List.of(Measure.LAG_BYTES), (at, measure, spread) -> read.put(at, Map.of(measure, spread)));

        spreads.remove(180_000L);
        assertThat(read).isEqualTo(spreads);
    }

    @Test
    void refuses_what_it_did_not_pack() {
        assertThatIllegalArgumentException().isThrownBy(() -> Block.unpack(new byte[] {4, 2, 1}, 0, column -> true));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Block.unpack(new byte[] {2, 20, 1, 2}, 0, column -> true));
    }
}

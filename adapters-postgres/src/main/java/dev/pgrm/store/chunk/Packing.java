package dev.pgrm.store.chunk;

import dev.pgrm.domain.history.Measure;
import dev.pgrm.domain.history.Spread;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Figures in blocks. A sample takes one column for each measure; what stands for many samples takes five: least, greatest above
 * least, last above least, the sum above least, and how many.
 */
public final class Packing {
    private static final int COLUMNS = 8;
    private static final int VALUE = 0;
    private static final int MIN = 1;
    private static final int MAX = 2;
    private static final int LAST = 3;
    private static final int ABOVE = 4;
    private static final int COUNT = 5;

    private Packing() {}

    /** Takes what is read. */
    public interface Reader {
        void read(long at, Measure measure, Spread spread);
    }

    /** Puts a sampled value into the last row. */
    public static void put(Block block, Measure measure, long value) {
        block.put(measure.number() * COLUMNS + VALUE, value);
    }

    /** The block of many samples as one, by the moment at which each of them began. */
    public static Block of(Map<Long, Map<Measure, Spread>> spreads, Instant starts) {
        var block = new Block(starts.toEpochMilli());
        new TreeMap<>(spreads).forEach((at, figures) -> {
            block.row(at);
            figures.forEach((measure, spread) -> put(block, measure, spread));
        });
        return block;
    }

    private static void put(Block block, Measure measure, Spread spread) {
        int first = measure.number() * COLUMNS;
        block.put(first + MIN, spread.min());
        block.put(first + MAX, spread.max() - spread.min());
        block.put(first + LAST, spread.last() - spread.min());
        block.put(first + ABOVE, spread.above());
        block.put(first + COUNT, spread.count());
    }

    public static Block unpack(byte[] packed, Instant starts, Set<Measure> wanted) {
        IntPredicate ours = column -> {
            Measure measure = Measure.numbered(column / COLUMNS);
            return measure != null && wanted.contains(measure);
        };
        return Block.unpack(packed, starts.toEpochMilli(), ours);
    }

    /** All that a block holds of some measures, in the order of time. */
    public static void read(Block block, Collection<Measure> measures, Reader reader) {
        for (int row = 0; row < block.rows(); row++) {
            long at = block.at(row);
            for (Measure measure : measures) {
                Spread spread = spread(block, measure.number() * COLUMNS, row);
                if (spread != null) {
                    reader.read(at, measure, spread);
                }
            }
        }
    }

    private static @Nullable Spread spread(Block block, int first, int row) {
        if (block.has(first + VALUE, row)) {
            return Spread.of(block.value(first + VALUE, row));
        }
        if (!block.has(first + COUNT, row)) {
            return null;
        }
        long min = block.value(first + MIN, row);
        return new Spread(
                min,
                min + block.value(first + MAX, row),
                min + block.value(first + LAST, row),
                block.value(first + ABOVE, row),
                block.value(first + COUNT, row));
    }
}

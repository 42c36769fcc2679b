package dev.pgrm.store.chunk;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A table of times and numbered columns. Times are kept as distances from an origin, which is not packed along. The packed form
 * begins with its number and the size before deflation.
 */
public final class Block {
    private static final int FORM = 1;

    private final Map<Integer, Column> columns = new TreeMap<>();
    private final long origin;
    private long[] times = new long[64];
    private int rows;

    public Block(long origin) {
        this.origin = origin;
    }

    /** Begins a row, later than the one before. */
    public void row(long at) {
        if (rows == times.length) {
            times = Arrays.copyOf(times, rows * 2);
        }
        times[rows++] = at - origin;
    }

    /** Puts a value into the last row. */
    public void put(int column, long value) {
        columns.computeIfAbsent(column, _ -> new Column()).put(rows - 1, value);
    }

    public int rows() {
        return rows;
    }

    public long at(int row) {
        return origin + times[row];
    }

    public boolean has(int column, int row) {
        Column found = columns.get(column);
        return found != null && found.has(row);
    }

    /** Of a column that has it. */
    public long value(int column, int row) {
        Column found = columns.get(column);
        if (found == null) {
            throw new IllegalArgumentException("there is no column " + column);
        }
        return found.value(row);
    }

    public byte[] pack() {
        var out = new ByteArrayOutputStream();
        Bits.write(out, rows);
        packTimes(out);
        Bits.write(out, columns.size());
        columns.forEach((number, column) -> {
            byte[] packed = column.pack(rows);
            Bits.write(out, number);
            Bits.write(out, packed.length);
            out.write(packed, 0, packed.length);
        });
        return deflated(out.toByteArray());
    }

    /** Samples come at a steady pace, so what differs is how the pace differs. */
    private void packTimes(ByteArrayOutputStream out) {
        long before = 0;
        long pace = 0;
        for (int row = 0; row < rows; row++) {
            long step = times[row] - before;
            Bits.write(out, step - pace);
            before = times[row];
            pace = row == 0 ? 0 : step;
        }
    }

    private static byte[] deflated(byte[] plain) {
        var out = new ByteArrayOutputStream();
        Bits.write(out, FORM);
        Bits.write(out, plain.length);
        try (var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
            deflater.setInput(plain);
            deflater.finish();
            var part = new byte[4096];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
        }
        return out.toByteArray();
    }

    /** @param wanted which columns; the others are passed over */
    public static Block unpack(byte[] packed, long origin, IntPredicate wanted) {
        var in = new Bits(inflated(packed));
        var block = new Block(origin);
        int rows = (int) in.read();
        block.unpackTimes(in, rows);
        long count = in.read();
        for (long i = 0; i < count; i++) {
            int number = (int) in.read();
            int length = (int) in.read();
            if (wanted.test(number)) {
                block.columns.put(number, Column.unpack(in, rows));
            } else {
                in.skip(length);
            }
        }
        return block;
    }

    private void unpackTimes(Bits in, int count) {
        times = new long[Math.max(1, count)];
        rows = count;
        long before = 0;
        long pace = 0;
        for (int row = 0; row < count; row++) {
            long step = in.read() + pace;
            before += step;
            times[row] = before;
            pace = row == 0 ? 0 : step;
        }
    }

    private static byte[] inflated(byte[] packed) {
        var head = new Bits(packed);
        if (head.read() != FORM) {
            throw new IllegalArgumentException("packed by a later version");
        }
        var plain = new byte[(int) head.read()];
        try (var inflater = new Inflater(true)) {
            inflater.setInput(packed, head.position(), packed.length - head.position());
            int done = 0;
            while (done < plain.length) {
                int more = inflater.inflate(plain, done, plain.length - done);
                if (more == 0) {
                    throw new IllegalArgumentException("it ends too early");
                }
                done += more;
            }
            return plain;
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("it was not packed here", e);
        }
    }
}

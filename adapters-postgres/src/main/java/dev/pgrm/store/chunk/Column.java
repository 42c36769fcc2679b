package dev.pgrm.store.chunk;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.BitSet;

/** The values of one column; in some rows there is none. */
final class Column {
    private final BitSet present = new BitSet();
    private long[] values = new long[64];

    void put(int row, long value) {
        if (row >= values.length) {
            values = Arrays.copyOf(values, Math.max(row + 1, values.length * 2));
        }
        present.set(row);
        values[row] = value;
    }

    boolean has(int row) {
        return present.get(row);
    }

    long value(int row) {
        return values[row];
    }

    /** By how much each value differs from the one before. */
    byte[] pack(int rows) {
        var out = new ByteArrayOutputStream();
        int count = present.cardinality();
        Bits.write(out, count);
        if (count < rows) {
            byte[] bits = Arrays.copyOf(present.toByteArray(), (rows + 7) / 8);
            out.write(bits, 0, bits.length);
        }
        long before = 0;
        for (int row = present.nextSetBit(0); row >= 0; row = present.nextSetBit(row + 1)) {
            Bits.write(out, values[row] - before);
            before = values[row];
        }
        return out.toByteArray();
    }

    static Column unpack(Bits in, int rows) {
        var column = new Column();
        column.values = new long[rows];
        if (in.read() < rows) {
            column.present.or(BitSet.valueOf(in.read((rows + 7) / 8)));
        } else {
            column.present.set(0, rows);
        }
        long value = 0;
        for (int row = column.present.nextSetBit(0); row >= 0; row = column.present.nextSetBit(row + 1)) {
            value += in.read();
            column.values[row] = value;
        }
        return column;
    }
}

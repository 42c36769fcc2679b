package dev.pgrm.store.chunk;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Whole numbers as bytes, small ones as one: seven bits in each, the eighth says that more follow; the sign goes last. */
final class Bits {
    private final byte[] bytes;
    private int next;

    Bits(byte[] bytes) {
        this.bytes = bytes;
    }

    static void write(ByteArrayOutputStream to, long number) {
        long rest = (number << 1) ^ (number >> 63);
        while ((rest & ~0x7FL) != 0) {
            to.write((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        to.write((int) rest);
    }

    long read() {
        long number = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte part = bytes[next++];
            number |= (part & 0x7FL) << shift;
            if (part >= 0) {
                return (number >>> 1) ^ -(number & 1);
            }
        }
        throw new IllegalArgumentException("a number goes on without end");
    }

    byte[] read(int count) {
        byte[] part = Arrays.copyOfRange(bytes, next, next + count);
        next += count;
        return part;
    }

    int position() {
        return next;
    }

    void skip(int count) {
        next += count;
    }
}

package dev.pgrm.fleet.poll;

import java.nio.charset.StandardCharsets;

/**
 * Whole lines out of a piece of a file that was cut anywhere, in characters too. Text that is not UTF-8 is read as far as it can
 * be: backends write in the encoding of their databases.
 */
final class LogBytes {
    private final byte[] bytes;
    private final int first;
    private final int end;

    private LogBytes(byte[] bytes, int first) {
        this.bytes = bytes;
        this.first = first;
        this.end = Math.max(lastLineEnd(bytes), first);
    }

    /** A piece that begins with a line. */
    static LogBytes of(byte[] bytes) {
        return new LogBytes(bytes, 0);
    }

    /** The same, if it begins within a line or with the end of one. */
    LogBytes afterLine() {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return new LogBytes(bytes, i + 1);
            }
        }
        return new LogBytes(bytes, bytes.length);
    }

    int length() {
        return bytes.length;
    }

    boolean beginsWithLineEnd() {
        return bytes.length > 0 && bytes[0] == '\n';
    }

    private static int lastLineEnd(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    String text() {
        return new String(bytes, first, end - first, StandardCharsets.UTF_8);
    }

    /** Up to where the piece is used up with all of its lines. */
    int used() {
        return end;
    }

    /** Up to where it is used up with so many of its lines. */
    int used(int lines) {
        int position = first;
        for (int left = lines; left > 0 && position < end; position++) {
            if (bytes[position] == '\n') {
                left--;
            }
        }
        return position;
    }
}

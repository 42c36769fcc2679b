package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/** A log file of an instance, read in portions: a marker is the offset up to which the reader has come. */
final class LogFile {
    private static final int LARGEST_PORTION = 1_048_576;

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private Instant written = Instant.EPOCH;

    synchronized void append(String text, Instant now) {
        content.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        written = now;
    }

    synchronized ObjectNode description(String name) {
        return Trees.object()
                .put("LogFileName", name)
                .put("LastWritten", written.toEpochMilli())
                .put("Size", content.size());
    }

    synchronized long lastWritten() {
        return written.toEpochMilli();
    }

    synchronized int size() {
        return content.size();
    }

    /** From the offset on, at most so many whole lines and at most a megabyte. */
    synchronized ObjectNode from(int offset, int lines) {
        byte[] all = content.toByteArray();
        int start = Math.min(offset, all.length);
        int end = start;
        for (int seen = 0; end < all.length && seen < lines && end - start < LARGEST_PORTION; end++) {
            if (all[end] == '\n') {
                seen++;
            }
        }
        String data = new String(Arrays.copyOfRange(all, start, end), StandardCharsets.UTF_8);
        return Trees.object()
                .put("LogFileData", data)
                .put("Marker", Integer.toString(end))
                .put("AdditionalDataPending", end < all.length);
    }

    /** Without a marker AWS answers with the end of the file. */
    synchronized ObjectNode tail(int lines) {
        byte[] all = content.toByteArray();
        int start = all.length;
        for (int seen = 0; start > 0 && all.length - start < LARGEST_PORTION; start--) {
            if (all[start - 1] == '\n' && start < all.length && ++seen == lines) {
                break;
            }
        }
        return from(start, Integer.MAX_VALUE);
    }
}

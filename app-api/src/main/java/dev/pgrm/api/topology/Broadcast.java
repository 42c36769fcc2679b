package dev.pgrm.api.topology;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * A message to many: written once as a frame of a WebSocket (RFC 6455), and compressed once for those who take it so (RFC 7692). Each is
 * compressed for itself, without what went before it, so that it is the same for everyone; whoever could remember what went before
 * understands that, too.
 */
final class Broadcast {
    /** A text, and all of it. */
    private static final int TEXT = 0x81;

    private static final int COMPRESSED = 0x40;
    /** Ends what is flushed, and is left out of a frame. */
    private static final int FLUSHED = 4;

    private static final int SHORT = 126;
    private static final int LONG = 127;
    private static final int LONGEST_HEADER = 10;

    private final byte[] plain;
    private @Nullable ByteBuf plainFrame;
    private @Nullable ByteBuf compressedFrame;

    Broadcast(String text) {
        this.plain = text.getBytes(StandardCharsets.UTF_8);
    }

    int length() {
        return plain.length;
    }

    /** For one of those who hear it: the bytes are everybody's, how far they were read is its own. */
    ByteBuf frame(boolean compressed) {
        return (compressed ? compressedFrame() : plainFrame()).duplicate();
    }

    private synchronized ByteBuf plainFrame() {
        if (plainFrame == null) {
            plainFrame = framed(TEXT, plain);
        }
        return plainFrame;
    }

    private synchronized ByteBuf compressedFrame() {
        if (compressedFrame == null) {
            compressedFrame = framed(TEXT | COMPRESSED, deflate());
        }
        return compressedFrame;
    }

    /** Outside the heap, from where the network takes it without another copy for each; it goes when nobody holds it any more. */
    private static ByteBuf framed(int first, byte[] payload) {
        ByteBuffer frame =
                ByteBuffer.allocateDirect(LONGEST_HEADER + payload.length).put((byte) first);
        if (payload.length < SHORT) {
            frame.put((byte) payload.length);
        } else if (payload.length <= 0xffff) {
            frame.put((byte) SHORT).putShort((short) payload.length);
        } else {
            frame.put((byte) LONG).putLong(payload.length);
        }
        return Unpooled.unreleasableBuffer(
                Unpooled.wrappedBuffer(frame.put(payload).flip()));
    }

    private byte[] deflate() {
        var out = new ByteArrayOutputStream(plain.length / 4);
        try (var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true)) {
            deflater.setInput(plain);
            byte[] part = new byte[8192];
            for (int length = part.length; length == part.length; ) {
                length = deflater.deflate(part, 0, part.length, Deflater.SYNC_FLUSH);
                out.write(part, 0, length);
            }
        }
        return Arrays.copyOf(out.toByteArray(), out.size() - FLUSHED);
    }
}

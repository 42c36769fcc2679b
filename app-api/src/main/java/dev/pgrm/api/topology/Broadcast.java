package dev.pgrm.api.topology;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * A message to many: written once, and compressed once for those who take it so. Each is compressed for itself, without what went before
 * it, so that it is the same for everyone; whoever could remember what went before understands that, too.
 */
final class Broadcast {
    /** Says in a frame that it is compressed (RFC 7692). */
    private static final int COMPRESSED = 0b100;
    /** Ends what is flushed, and is left out of a frame. */
    private static final int FLUSHED = 4;

    private final byte[] plain;
    private byte @Nullable [] deflated;

    Broadcast(String text) {
        this.plain = text.getBytes(StandardCharsets.UTF_8);
    }

    int length() {
        return plain.length;
    }

    /** A frame of its own for each, on bytes that all share. Called by one thread at a time. */
    WebSocketFrame frame(boolean compressed) {
        return compressed
                ? new TextWebSocketFrame(true, COMPRESSED, Unpooled.wrappedBuffer(deflated()))
                : new TextWebSocketFrame(Unpooled.wrappedBuffer(plain));
    }

    private byte[] deflated() {
        if (deflated == null) {
            deflated = deflate();
        }
        return deflated;
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

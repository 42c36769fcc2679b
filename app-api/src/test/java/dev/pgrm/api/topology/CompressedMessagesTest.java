package dev.pgrm.api.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.api.Databases;
import dev.pgrm.api.Reply;
import dev.pgrm.api.RunningApi;
import dev.pgrm.api.WithApi;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WithApi
class CompressedMessagesTest {
    private static final String CHROME = "permessage-deflate; client_max_window_bits";
    private static final String FIREFOX = "permessage-deflate";

    private final RunningApi api = RunningApi.shared();

    /** A listener that sees the frames as they are, and offers what browsers do. */
    private final class Wire implements AutoCloseable {
        private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
        private final DataInputStream in = new DataInputStream(socket.getInputStream());
        private final Inflater inflater = new Inflater(true);

        Wire(String offer) throws IOException {
            socket.setSoTimeout((int) RunningApi.PATIENCE.toMillis());
            String request = "GET /api/ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nAuthorization: Bearer "
                    + RunningApi.KEY + "\r\n" + (offer.isEmpty() ? "" : "Sec-WebSocket-Extensions: " + offer + "\r\n")
                    + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.readUnsignedByte());
            }
            assertThat(head.toString()).startsWith("HTTP/1.1 101");
        }

        @SuppressWarnings("ArrayRecordComponent") // Nobody compares two.
        record Frame(boolean compressed, byte[] payload) {}

        Frame next() throws IOException {
            int first = in.readUnsignedByte();
            long length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            return new Frame((first & 0x40) != 0, in.readNBytes((int) length));
        }

        /** As a browser that remembers what went before. */
        String text(Frame frame) throws DataFormatException {
            if (!frame.compressed()) {
                return new String(frame.payload(), StandardCharsets.UTF_8);
            }
            byte[] ended = Arrays.copyOf(frame.payload(), frame.payload().length + 4);
            ended[ended.length - 2] = (byte) 0xff;
            ended[ended.length - 1] = (byte) 0xff;
            inflater.setInput(ended);
            var out = new ByteArrayOutputStream();
            byte[] part = new byte[4096];
            for (int length = inflater.inflate(part); length > 0; length = inflater.inflate(part)) {
                out.write(part, 0, length);
            }
            return out.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            socket.close();
            inflater.close();
        }
    }

    private void something() {
        api.program()
                .post("/api/databases", Databases.named(Databases.freshName()))
                .is(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {CHROME, FIREFOX})
    void are_understood_one_after_the_other(String offer) throws Exception {
        try (var wire = new Wire(offer)) {
            long seq = -1;
            for (int i = 0; i < 4; i++) {
                Wire.Frame frame = wire.next();
                assertThat(frame.compressed()).isTrue();
                long now = Reply.parse(wire.text(frame)).path("seq").asLong(-1);
                assertThat(now).isEqualTo(seq < 0 ? now : seq + 1);
                seq = now;
                something();
            }
        }
    }

    @Test
    void are_the_same_for_everyone_whatever_went_before() throws Exception {
        try (var early = new Wire(CHROME)) {
            early.text(early.next());
            something();
            early.text(early.next());
            try (var late = new Wire(FIREFOX)) {
                long known = Reply.parse(late.text(late.next())).path("seq").asLong();
                something();
                byte[] told = late.next().payload();
                Wire.Frame heard = early.next();
                for (; Reply.parse(early.text(heard)).path("seq").asLong() <= known; heard = early.next()) {}
                assertThat(heard.payload()).isEqualTo(told);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "permessage-deflate; server_max_window_bits=9",
                "permessage-deflate; no_such=1",
                "x-webkit-unknown"
            })
    void are_understood_by_whoever_takes_them_otherwise(String offer) throws Exception {
        try (var wire = new Wire(offer)) {
            for (int i = 0; i < 3; i++) {
                Wire.Frame frame = wire.next();
                assertThat(Reply.parse(wire.text(frame)).path("seq").isNumber()).isTrue();
                something();
            }
        }
    }
}

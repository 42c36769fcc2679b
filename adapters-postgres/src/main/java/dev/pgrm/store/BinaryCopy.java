package dev.pgrm.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows in the binary form of COPY, sent as one. */
final class BinaryCopy {
    private static final byte[] HEAD = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int NONE = -1;

    private static final int LONGEST_FIELD = 12;

    private ByteBuffer buffer;
    private int rows;

    BinaryCopy() {
        this(1 << 16);
    }

    private BinaryCopy(int bytes) {
        buffer = ByteBuffer.allocate(bytes);
        buffer.put(HEAD).putInt(0).putInt(0);
    }

    /** With room for so many rows of numbers and times. */
    static BinaryCopy of(int rows, int fields) {
        return new BinaryCopy(HEAD.length + 16 + rows * (2 + fields * LONGEST_FIELD));
    }

    BinaryCopy row(int fields) {
        room(2).putShort((short) fields);
        rows++;
        return this;
    }

    BinaryCopy at(Instant value) {
        Duration since = Duration.between(EPOCH, value);
        room(12).putInt(8).putLong(since.toSeconds() * 1_000_000 + since.toNanosPart() / 1_000);
        return this;
    }

    BinaryCopy number(@Nullable Long value) {
        if (value == null) {
            room(4).putInt(NONE);
        } else {
            room(12).putInt(8).putLong(value);
        }
        return this;
    }

    BinaryCopy integer(int value) {
        room(8).putInt(4).putInt(value);
        return this;
    }

    BinaryCopy bytes(byte[] value) {
        room(4 + value.length).putInt(value.length).put(value);
        return this;
    }

    /** How many bytes there are so far. */
    int size() {
        return buffer.position();
    }

    /** Sends them, if there are any. */
    void into(Connection connection, String columns) throws SQLException {
        if (rows == 0) {
            return;
        }
        room(2).putShort((short) NONE);
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + columns + " from stdin (format binary)");
        try {
            copy.writeToCopy(buffer.array(), 0, buffer.position());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private ByteBuffer room(int wanted) {
        if (buffer.remaining() < wanted) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(buffer.capacity() * 2, buffer.position() + wanted));
            buffer = larger.put(buffer.flip());
        }
        return buffer;
    }
}

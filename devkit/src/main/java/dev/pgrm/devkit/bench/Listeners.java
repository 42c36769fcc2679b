package dev.pgrm.devkit.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Inflater;
import java.util.zip.InflaterOutputStream;

/**
 * Many browsers on one thread, at so little cost that what is measured is the server: they look for the number of the first message, and
 * count from there on. One of them keeps the texts.
 */
final class Listeners implements AutoCloseable {
    private static final Pattern SEQ = Pattern.compile("\"seq\":(\\d+)");
    private static final int LARGEST = 4 << 20;
    private static final byte[] LEFT_OUT = {0, 0, -1, -1};

    /** A message as one of them heard it. */
    record Heard(long seq, long nanos) {}

    private final Selector selector = Selector.open();
    private final List<Ear> ears = new ArrayList<>();
    private final List<Heard> heard = new ArrayList<>(1 << 20);
    private final List<String> texts = new ArrayList<>();
    private volatile boolean over;

    private Listeners() throws IOException {}

    /** @param compressed whether they ask for it, as browsers do */
    static Listeners of(int number, int port, String key, boolean compressed) throws IOException {
        var listeners = new Listeners();
        for (int i = 0; i < number; i++) {
            listeners.ears.add(listeners.new Ear(port, key, i == 0, compressed));
        }
        Thread.ofPlatform().daemon().name("listeners").start(listeners::listen);
        return listeners;
    }

    void forget() {
        synchronized (heard) {
            heard.clear();
            texts.clear();
        }
    }

    /** What all of them heard since they were told to forget. */
    List<Heard> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }

    /** What one of them did. */
    List<String> texts() {
        synchronized (heard) {
            return List.copyOf(texts);
        }
    }

    private void listen() {
        try {
            while (!over) {
                selector.select(100);
                long now = System.nanoTime();
                synchronized (heard) {
                    for (SelectionKey key : selector.selectedKeys()) {
                        ((Ear) key.attachment()).read(now);
                    }
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            Bench.tell("A listener was cut off: " + e);
        }
    }

    private final class Ear {
        private final SocketChannel channel;
        private final boolean keeps;
        private final Inflater inflater = new Inflater(true);
        private ByteBuffer buffer = ByteBuffer.allocate(1 << 14);
        private long seq = -1;

        Ear(int port, String key, boolean keeps, boolean compressed) throws IOException {
            this.keeps = keeps;
            channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            String request = "GET /api/ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                    + (compressed ? "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n" : "")
                    + "Authorization: Bearer " + key + "\r\n\r\n";
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            awaitUpgrade();
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        private void awaitUpgrade() throws IOException {
            var one = ByteBuffer.allocate(1);
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                if (channel.read(one) < 0) {
                    throw new IOException("The server hung up: " + head);
                }
                head.append((char) one.get(0));
                one.clear();
            }
            if (!head.toString().startsWith("HTTP/1.1 101")) {
                throw new IOException("The server would not have it: " + head);
            }
        }

        void read(long now) throws IOException {
            if (channel.read(buffer) < 0) {
                throw new IOException("The server hung up");
            }
            buffer.flip();
            boolean more = true;
            while (more) {
                more = take(now);
            }
            buffer.compact();
        }

        /** One frame, once all of it is there. */
        private boolean take(long now) {
            int at = buffer.position();
            if (buffer.remaining() < 2) {
                return false;
            }
            int small = buffer.get(at + 1) & 0x7f;
            int head = small < 126 ? 2 : small == 126 ? 4 : 10;
            if (buffer.remaining() < head) {
                return false;
            }
            int length = small < 126
                    ? small
                    : small == 126 ? buffer.getShort(at + 2) & 0xffff : (int) buffer.getLong(at + 2);
            if (buffer.remaining() < head + length) {
                grow(head + length);
                return false;
            }
            boolean isText = (buffer.get(at) & 0x0f) == 1;
            if (isText) {
                boolean compressed = (buffer.get(at) & 0x40) != 0;
                hear(compressed, at + head, length);
                heard.add(new Heard(seq, now));
            }
            buffer.position(at + head + length);
            return true;
        }

        private void hear(boolean compressed, int from, int length) {
            seq++;
            if (keeps || seq == 0) {
                String text = compressed
                        ? inflated(from, length)
                        : new String(buffer.array(), from, length, StandardCharsets.UTF_8);
                if (seq == 0) {
                    seq = number(text);
                }
                if (keeps) {
                    texts.add(text);
                }
            }
        }

        private String inflated(int from, int length) {
            var out = new ByteArrayOutputStream(8 * length);
            try (var stream = new InflaterOutputStream(out, inflater)) {
                stream.write(buffer.array(), from, length);
                stream.write(LEFT_OUT);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return out.toString(StandardCharsets.UTF_8);
        }

        private static long number(String text) {
            Matcher number = SEQ.matcher(text);
            return number.find() ? Long.parseLong(number.group(1)) : 0;
        }

        private void grow(int needed) {
            if (needed > LARGEST) {
                throw new IllegalStateException("A frame of " + needed + " bytes");
            }
            if (buffer.capacity() < needed) {
                buffer = ByteBuffer.allocate(needed).put(buffer).flip();
            }
        }
    }

    @Override
    public void close() throws IOException {
        over = true;
        for (Ear ear : ears) {
            ear.channel.close();
        }
        selector.close();
    }
}

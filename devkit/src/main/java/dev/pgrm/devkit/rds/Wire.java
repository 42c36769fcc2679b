package dev.pgrm.devkit.rds;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One end of a connection in PostgreSQL's protocol, as far as signing in goes. Nothing is read ahead, so that whoever goes on
 * with the socket misses nothing.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">message formats</a>
 */
final class Wire {
    static final char AUTHENTICATION = 'R';
    static final char PASSWORD = 'p';
    static final char ERROR = 'E';

    private static final int LARGEST = 64 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /** One message behind the opening. */
    static final class Message {
        private final char kind;
        private final byte[] body;

        private Message(char kind, byte[] body) {
            this.kind = kind;
            this.body = body;
        }

        char kind() {
            return kind;
        }

        byte[] body() {
            return body;
        }

        /** Of an authentication request: which. */
        int request() {
            return body.length < 4 ? -1 : ByteBuffer.wrap(body).getInt();
        }

        /** Behind the number of an authentication request. */
        String detail() {
            return new String(body, 4, body.length - 4, StandardCharsets.UTF_8);
        }
    }

    Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    Socket socket() {
        return socket;
    }

    Opening opening() throws IOException {
        return new Opening(bodyBehind(new DataInputStream(in).readInt()));
    }

    void open(Opening opening) throws IOException {
        var data = new DataOutputStream(out);
        data.writeInt(opening.body().length + 4);
        data.write(opening.body());
        data.flush();
    }

    Message read() throws IOException {
        var data = new DataInputStream(in);
        char kind = (char) data.readUnsignedByte();
        return new Message(kind, bodyBehind(data.readInt()));
    }

    void send(char kind, byte[] body) throws IOException {
        var message = new ByteArrayOutputStream();
        var data = new DataOutputStream(message);
        data.writeByte(kind);
        data.writeInt(body.length + 4);
        data.write(body);
        out.write(message.toByteArray());
        out.flush();
    }

    void ask(int request) throws IOException {
        send(AUTHENTICATION, new byte[] {0, 0, 0, (byte) request});
    }

    void say(char one) throws IOException {
        out.write(one);
        out.flush();
    }

    void refuse(String sqlState, String message) throws IOException {
        String fields = "SFATAL\0VFATAL\0C" + sqlState + "\0M" + message + "\0\0";
        send(ERROR, fields.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] bodyBehind(int length) throws IOException {
        if (length < 4 || length > LARGEST) {
            throw new ProtocolException("A message of " + length + " bytes");
        }
        byte[] body = new byte[length - 4];
        new DataInputStream(in).readFully(body);
        return body;
    }
}

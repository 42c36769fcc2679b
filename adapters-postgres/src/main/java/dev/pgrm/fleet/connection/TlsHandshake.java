package dev.pgrm.fleet.connection;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.TlsMode;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** Agrees on TLS over a connection to a server, as every client does before it signs in, and goes no further. */
public final class TlsHandshake {
    private static final int LENGTH = 8;
    private static final int SSL_REQUEST = 80877103;

    private TlsHandshake() {}

    /** What came of it. */
    public sealed interface Agreed {
        /** Both speak TLS; closing the socket closes the connection below it. */
        record Encrypted(SSLSocket socket, SSLSession session) implements Agreed {}

        /** The server has none, and the mode does without. */
        record Plain() implements Agreed {}

        record Failed(Trouble trouble) implements Agreed {}
    }

    /**
     * Asks the server for TLS.
     *
     * @param database narrowed to the endpoint that the socket leads to
     * @param patience how long each answer may take
     */
    public static Agreed over(Socket socket, DatabaseSpec database, TlsClient client, Duration patience)
            throws IOException {
        var endpoint = database.endpoint();
        socket.setSoTimeout(Math.toIntExact(Math.max(1, patience.toMillis())));
        var out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(LENGTH);
        out.writeInt(SSL_REQUEST);
        out.flush();
        int answer = socket.getInputStream().read();
        return switch (answer) {
            case 'S' -> encrypted(socket, database, client);
            // An error, as of a server that cannot even start a session, is told when signing in.
            case 'N', 'E' ->
                TlsTrust.mode(database) == TlsMode.PREFER
                        ? new Agreed.Plain()
                        : new Agreed.Failed(TlsTrouble.notOffered(endpoint));
            case -1 -> throw new EOFException(endpoint + " closed the connection instead of answering");
            default -> new Agreed.Failed(TlsTrouble.otherProtocol(endpoint));
        };
    }

    private static Agreed encrypted(Socket socket, DatabaseSpec database, TlsClient client) throws IOException {
        var endpoint = database.endpoint();
        SSLSocket wrapped = client.over(socket, endpoint.host(), endpoint.port());
        try {
            wrapped.startHandshake();
            return new Agreed.Encrypted(wrapped, wrapped.getSession());
        } catch (IOException e) {
            Trouble trouble = TlsTrouble.of(e, database);
            if (trouble == null) {
                throw e;
            }
            return new Agreed.Failed(trouble);
        }
    }
}

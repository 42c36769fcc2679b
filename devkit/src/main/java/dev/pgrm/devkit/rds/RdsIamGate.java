package dev.pgrm.devkit.rds;

import dev.pgrm.devkit.aws.AwsEndpoint;
import dev.pgrm.devkit.aws.DatabaseTokens;
import dev.pgrm.devkit.postgres.Endpoint;
import dev.pgrm.devkit.postgres.PostgresServer;
import dev.pgrm.devkit.postgres.SelfSigned;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The front of an embedded server that signs users in as RDS does: in TLS alone; by token and by nothing else whoever was granted
 * {@code rds_iam}, a role that it creates, and all others as the server itself does.
 */
public final class RdsIamGate implements AutoCloseable {
    private final PostgresServer server;
    private final DatabaseTokens tokens;
    private final String certificate;
    private final GateTls tls;
    private final IamUsers users;
    private final ServerSocket listener;
    private final Set<Guest> guests = ConcurrentHashMap.newKeySet();
    private final Set<String> shown = ConcurrentHashMap.newKeySet();
    private final AtomicInteger admitted = new AtomicInteger();

    private RdsIamGate(PostgresServer server, DatabaseTokens tokens, SelfSigned identity) throws IOException {
        this.server = server;
        this.tokens = tokens;
        this.certificate = identity.certificate();
        this.tls = new GateTls(identity);
        this.users = new IamUsers(server);
        this.listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("rds-gate-accept").start(this::receiveAll);
    }

    /** With a fresh certificate for {@code localhost} and 127.0.0.1, which is its own authority. */
    public static RdsIamGate before(PostgresServer server, AwsEndpoint aws) {
        try {
            return before(server, aws, SelfSigned.forLoopback());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RdsIamGate before(PostgresServer server, AwsEndpoint aws, SelfSigned identity) {
        try {
            return new RdsIamGate(server, aws.databaseTokens(), identity);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What tokens have to be signed for. */
    public Endpoint endpoint() {
        return Endpoint.loopback(listener.getLocalPort());
    }

    /** In PEM: what a client takes for its root certificate to verify the gate. */
    public String certificate() {
        return certificate;
    }

    /** How often a token was accepted. */
    public int admitted() {
        return admitted.get();
    }

    /** How many different tokens were shown, good or bad; those that are signed within one second are alike. */
    public int tokensShown() {
        return shown.size();
    }

    /** Hangs up on everybody, once; who comes again is received. */
    public void hangUp() {
        guests.forEach(Guest::leave);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            hangUp();
        }
    }

    GateTls tls() {
        return tls;
    }

    IamUsers users() {
        return users;
    }

    Endpoint behind() {
        return server.endpoint();
    }

    boolean admits(String token, String user) {
        shown.add(token);
        boolean good = tokens.admits(token, endpoint().host(), endpoint().port(), user)
                || tokens.admits(token, "localhost", endpoint().port(), user);
        if (good) {
            admitted.incrementAndGet();
        }
        return good;
    }

    void left(Guest guest) {
        guests.remove(guest);
    }

    private void receiveAll() {
        while (!listener.isClosed()) {
            try {
                receive(listener.accept());
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void receive(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        var guest = new Guest(this, socket);
        guests.add(guest);
        Thread.ofVirtual().name("rds-gate-guest").start(guest::serve);
        if (listener.isClosed()) {
            guest.leave();
        }
    }
}

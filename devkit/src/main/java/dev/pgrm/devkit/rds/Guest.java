package dev.pgrm.devkit.rds;

import dev.pgrm.devkit.postgres.Credentials;
import dev.pgrm.devkit.postgres.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/** One who comes to the gate: asked as RDS asks, then let through to the server, or refused. */
final class Guest {
    private static final int OK = 0;
    private static final int CLEARTEXT = 3;

    private final RdsIamGate gate;
    private final Socket plain;
    private final Socket server = new Socket();

    Guest(RdsIamGate gate, Socket plain) {
        this.gate = gate;
        this.plain = plain;
    }

    void serve() {
        try {
            var client = new Wire(plain);
            Opening opening = client.opening();
            while (opening.wish() == Opening.Wish.TLS || opening.wish() == Opening.Wish.GSS) {
                client = opening.wish() == Opening.Wish.TLS ? encrypted(client) : unencrypted(client);
                opening = client.opening();
            }
            receive(client, opening);
        } catch (IOException goneOrGarbled) {
            // There is nobody left to answer.
        } finally {
            leave();
        }
    }

    private Wire encrypted(Wire client) throws IOException {
        client.say('S');
        return new Wire(gate.tls().over(client.socket()));
    }

    private static Wire unencrypted(Wire client) throws IOException {
        client.say('N');
        return client;
    }

    private void receive(Wire client, Opening opening) throws IOException {
        if (opening.wish() == Opening.Wish.CANCEL) {
            connected().open(opening);
        } else if (!(client.socket() instanceof SSLSocket)) {
            client.refuse("28000", noEntry(opening));
        } else if (gate.users().include(opening.user())) {
            receiveByToken(client, opening);
        } else {
            Wire backend = connected();
            backend.open(opening);
            relay(client, backend);
        }
    }

    private void receiveByToken(Wire client, Opening opening) throws IOException {
        client.ask(CLEARTEXT);
        byte[] said = client.read().body();
        String token = new String(said, 0, Math.max(0, said.length - 1), StandardCharsets.UTF_8);
        if (!gate.admits(token, opening.user())) {
            client.refuse("28000", "PAM authentication failed for user \"" + opening.user() + "\"");
            return;
        }
        // First, since the server looks up the password as soon as it hears who comes.
        Credentials account = gate.users().accountOf(opening.user());
        Wire backend = connected();
        backend.open(opening);
        Wire.Message verdict = new ScramSignIn(backend, account).run();
        client.send(verdict.kind(), verdict.body());
        if (verdict.kind() == Wire.AUTHENTICATION && verdict.request() == OK) {
            relay(client, backend);
        }
    }

    private static String noEntry(Opening opening) {
        return "no pg_hba.conf entry for host \""
                + InetAddress.getLoopbackAddress().getHostAddress() + "\", user \"" + opening.user() + "\", database \""
                + opening.database() + "\", no encryption";
    }

    private Wire connected() throws IOException {
        Endpoint to = gate.behind();
        server.connect(new InetSocketAddress(to.host(), to.port()));
        server.setTcpNoDelay(true);
        return new Wire(server);
    }

    private void relay(Wire client, Wire backend) {
        Thread.ofVirtual().name("rds-gate-in").start(() -> carry(client.socket(), backend.socket()));
        carry(backend.socket(), client.socket());
    }

    private void carry(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // Either side may hang up at any time; the other learns it below.
        }
        leave();
    }

    void leave() {
        close(server);
        close(plain);
        gate.left(this);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closedAlready) {
            // Then there is nothing left to close.
        }
    }
}

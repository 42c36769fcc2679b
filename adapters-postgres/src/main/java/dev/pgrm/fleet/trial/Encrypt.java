package dev.pgrm.fleet.trial;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.fleet.connection.SqlTrouble;
import dev.pgrm.fleet.connection.TlsClient;
import dev.pgrm.fleet.connection.TlsHandshake;
import dev.pgrm.fleet.connection.TlsHandshake.Agreed;
import dev.pgrm.fleet.connection.TlsTrust;
import dev.pgrm.fleet.connection.Troubled;
import dev.pgrm.fleet.trial.EachHost.Attempt;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLSession;

/** Do we and the server agree on TLS, and does it prove to be who it should be? */
final class Encrypt {
    private final TlsTrust trust;
    private final Clock clock;

    Encrypt(TlsTrust trust, Clock clock) {
        this.trust = trust;
        this.clock = clock;
    }

    Finding<Map<Endpoint, Boolean>> with(
            DatabaseSpec database, Map<Endpoint, InetSocketAddress> addresses, Duration most) {
        TlsMode mode = TlsTrust.mode(database);
        if (mode == TlsMode.DISABLE) {
            return Finding.skipped("not tried, because tlsMode is disable: nothing on the way is encrypted");
        }
        return EachHost.attempt(
                addresses,
                Trial.THREADS,
                most,
                (endpoint, address) -> shakeHands(database.at(endpoint), address, most),
                Encrypt::late);
    }

    private Attempt<Boolean> shakeHands(DatabaseSpec database, InetSocketAddress address, Duration most) {
        try (var socket = new Socket()) {
            socket.connect(address, Math.toIntExact(most.toMillis()));
            TlsClient client = trust.client(database, null);
            return switch (TlsHandshake.over(socket, database, client, most)) {
                case Agreed.Failed(var trouble) -> new Attempt.Stuck<>(trouble);
                case Agreed.Plain() ->
                    new Attempt.Went<>(
                            false,
                            database.endpoint()
                                    + " offers no TLS, so the connection is not encrypted, which tlsMode prefer"
                                    + " puts up with");
                case Agreed.Encrypted(var encrypted, var session) -> {
                    encrypted.close();
                    yield new Attempt.Went<>(true, told(database, session));
                }
            };
        } catch (Troubled e) {
            return new Attempt.Stuck<>(e.trouble());
        } catch (SocketTimeoutException e) {
            return new Attempt.Stuck<>(late(database.endpoint()));
        } catch (IOException e) {
            return new Attempt.Stuck<>(new Trouble(
                    SqlTrouble.CONNECTION_LOST,
                    database.endpoint() + " ended the connection when it was asked for TLS: " + e.getMessage(),
                    "Check that a PostgreSQL server listens there, and see its log"));
        }
    }

    private String told(DatabaseSpec database, SSLSession session) throws IOException {
        TlsMode mode = TlsTrust.mode(database);
        return database.endpoint() + ": " + session.getProtocol() + " with " + session.getCipherSuite() + "; "
                + ShownCertificate.of(session).told(clock.instant())
                + (mode.compareTo(TlsMode.VERIFY_CA) < 0
                        ? "; it was not verified, because tlsMode is " + Words.of(mode)
                        : "");
    }

    private static Trouble late(Endpoint endpoint) {
        return new Trouble(
                "tls_timed_out",
                endpoint + " accepts connections and then keeps silent",
                "Check that a PostgreSQL server listens there, that it is not stuck (its log, its load), and that nothing on"
                        + " the way holds back what it sends");
    }
}

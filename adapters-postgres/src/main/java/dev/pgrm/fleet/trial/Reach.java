package dev.pgrm.fleet.trial;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.Network;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.fleet.trial.EachHost.Attempt;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;

/** Does anything accept connections there? */
final class Reach {
    private final DatabaseSpec database;
    private final Map<Endpoint, InetAddress> addresses;

    Reach(DatabaseSpec database, Map<Endpoint, InetAddress> addresses) {
        this.database = database;
        this.addresses = addresses;
    }

    Finding<Map<Endpoint, InetSocketAddress>> within(Duration most) {
        return EachHost.attempt(
                addresses,
                Trial.THREADS,
                most.plusMillis(100),
                (endpoint, address) -> connect(endpoint, new InetSocketAddress(address, endpoint.port()), most),
                this::timedOut);
    }

    private Attempt<InetSocketAddress> connect(Endpoint endpoint, InetSocketAddress address, Duration most) {
        try (var socket = new Socket()) {
            socket.connect(address, Math.toIntExact(most.toMillis()));
            return new Attempt.Went<>(address, endpoint + " accepts connections");
        } catch (SocketTimeoutException e) {
            return new Attempt.Stuck<>(timedOut(endpoint));
        } catch (IOException e) {
            return new Attempt.Stuck<>(refused(endpoint, e));
        }
    }

    /** Systems tell apart more than exceptions do; the words are theirs. */
    private Trouble refused(Endpoint endpoint, IOException failure) {
        String said = String.valueOf(failure.getMessage());
        if (said.startsWith("Connection refused")) {
            return new Trouble(
                    "connection_refused",
                    endpoint + " refuses connections",
                    "Check that the server runs and listens there: its listen_addresses must name an address that the"
                            + " monitor reaches, its port must be " + endpoint.port());
        }
        if (said.startsWith("Connection timed out")) {
            return timedOut(endpoint);
        }
        return failure instanceof NoRouteToHostException || said.contains("unreachable")
                ? new Trouble("no_route", "There is no route to " + endpoint, "Check " + way() + ", and routes")
                : new Trouble(
                        "connection_failed",
                        "No connection to " + endpoint + ": " + said,
                        "Check " + way() + ", and routes");
    }

    Trouble timedOut(Endpoint endpoint) {
        return new Trouble(
                "timed_out",
                endpoint + " did not answer in time",
                "Check " + way() + ", network ACLs and routes: what is dropped on the way looks like this");
    }

    /** The doors that are known to be on it. */
    private String way() {
        Network network = database.network();
        String port = " must allow " + database.endpoint().port() + " from the monitors";
        String doors = network.securityGroupIds().isEmpty()
                ? "firewalls on the way (security groups" + port + ")"
                : "security groups: " + String.join(", ", network.securityGroupIds()) + port;
        return network.vpcId() == null ? doors : doors + ", and the way into " + network.vpcId();
    }
}

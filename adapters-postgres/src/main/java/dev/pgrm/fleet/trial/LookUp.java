package dev.pgrm.fleet.trial;

import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.fleet.trial.EachHost.Attempt;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Do the names of the hosts lead to addresses? */
final class LookUp {
    /** Resolving a name may hold its thread in the system for long; a virtual one would hold its carrier, of which there are few. */
    private static final ThreadFactory THREADS =
            Thread.ofPlatform().daemon().name("connection-test-dns-", 0).factory();

    private final Names names;

    LookUp(Names names) {
        this.names = names;
    }

    /** Who knows the addresses that a name stands for. */
    interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** The address that the driver will take: the first. */
    Finding<Map<Endpoint, InetAddress>> of(List<Endpoint> hosts, Duration most) {
        var named = new LinkedHashMap<Endpoint, String>();
        hosts.forEach(host -> named.put(host, host.host()));
        return EachHost.attempt(named, THREADS, most, (endpoint, host) -> look(host), LookUp::late);
    }

    private Attempt<InetAddress> look(String host) {
        try {
            InetAddress[] found = names.addresses(host);
            String all = Stream.of(found).map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
            return new Attempt.Went<>(found[0], all.equals(host) ? host + " is an address" : host + " is at " + all);
        } catch (UnknownHostException e) {
            return new Attempt.Stuck<>(new Trouble(
                    "dns_failed",
                    "The name " + host + " cannot be resolved",
                    "Check the host's spelling, and that the monitor's resolver knows it"));
        }
    }

    private static Trouble late(Endpoint endpoint) {
        return new Trouble(
                "dns_timed_out",
                "The monitor's resolver gave no answer about " + endpoint.host() + " in time",
                "Check the name servers of the monitor's machine (/etc/resolv.conf), and the way to them");
    }
}

package dev.pgrm.domain.topology;

import dev.pgrm.domain.postgres.Endpoint;
import java.net.InetAddress;

/** Spellings of one address. Names are never looked up: they may mean something else where they were written. */
final class Addresses {
    private static final String HERE = "localhost";

    private Addresses() {}

    /** The one spelling under which an endpoint compares. */
    static Endpoint plain(Endpoint endpoint) {
        return new Endpoint(plainHost(endpoint.host()), endpoint.port());
    }

    /** Whether the address means the very machine on which it is used, and so another machine elsewhere. */
    static boolean loopback(Endpoint endpoint) {
        String host = plainHost(endpoint.host());
        return host.equals(HERE) || (host.startsWith("127.") && isLiteral(host));
    }

    private static String plainHost(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (bare.length() > 1 && bare.endsWith(".")) {
            bare = bare.substring(0, bare.length() - 1);
        }
        if (bare.equals("localhost.localdomain") || bare.equals("127.0.0.1")) {
            return HERE;
        }
        // Only IPv6 has several spellings of one address.
        if (bare.indexOf(':') < 0) {
            return bare;
        }
        try {
            InetAddress literal = InetAddress.ofLiteral(bare);
            return literal.isLoopbackAddress() ? HERE : literal.getHostAddress();
        } catch (IllegalArgumentException e) {
            return bare;
        }
    }

    private static boolean isLiteral(String host) {
        return host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    }
}

package dev.pgrm.domain.database;

import dev.pgrm.domain.Violations;
import dev.pgrm.domain.postgres.Endpoint;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a drafted database is reached. */
public final class HostsCheck {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})");
    private static final Pattern WITH_PORT = Pattern.compile("(?:\\[([^\\]]+)\\]|([^:]+)):(\\d{1,5})");
    private static final int MOST_ALTERNATES = 8;

    private HostsCheck() {}

    static @Nullable Hosts of(DatabaseDraft draft, Violations wrong) {
        String host = draft.host();
        int port = draft.port() == null ? Endpoint.DEFAULT_PORT : draft.port();
        boolean named = wrong.require(
                host != null && isHost(host), "host", "is required: a host name or an IP address, without port");
        boolean numbered = wrong.require(isPort(port), "port", "must be between 1 and 65535");
        List<Endpoint> alternates = alternates(draft, numbered ? port : Endpoint.DEFAULT_PORT, wrong);
        TargetSession target = wrong.choice(
                "targetSessionAttrs", draft.targetSessionAttrs(), TargetSession.values(), TargetSession.ANY);
        return host != null && named && numbered && alternates != null
                ? new Hosts(new Endpoint(host, port), alternates, target)
                : null;
    }

    private static @Nullable List<Endpoint> alternates(DatabaseDraft draft, int usualPort, Violations wrong) {
        List<String> texts = draft.alternateHosts();
        var endpoints = new ArrayList<Endpoint>();
        for (String text : texts == null ? List.<@Nullable String>of() : texts) {
            Endpoint endpoint = text == null ? null : endpoint(text, usualPort);
            if (endpoint == null || endpoints.size() == MOST_ALTERNATES) {
                wrong.require(
                        false,
                        "alternateHosts",
                        "must be at most " + MOST_ALTERNATES + " hosts, each with its port where that is another:"
                                + " db-2.internal, db-3.internal:5433, [2001:db8::1]:5432");
                return null;
            }
            endpoints.add(endpoint);
        }
        return endpoints;
    }

    private static @Nullable Endpoint endpoint(String text, int usualPort) {
        if (isHost(text)) {
            return new Endpoint(text, usualPort);
        }
        Matcher parts = WITH_PORT.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        String bare = parts.group(1) == null ? parts.group(2) : parts.group(1);
        int itsPort = Integer.parseInt(parts.group(3));
        return isHost(bare) && isPort(itsPort) ? new Endpoint(bare, itsPort) : null;
    }

    public static boolean isPort(int port) {
        return 1 <= port && port <= 65535;
    }

    /** A host name or an IP address, without port. */
    public static boolean isHost(String text) {
        return HOST.matcher(text).matches() || isIpv6(text);
    }

    /** A colon is what tells it from a name; a name with a port has one, too. */
    private static boolean isIpv6(String host) {
        try {
            return host.indexOf(':') >= 0 && host.charAt(0) != '[' && InetAddress.ofLiteral(host) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

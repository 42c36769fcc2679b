package dev.pgrm.fleet.poll;

import dev.pgrm.domain.observation.PublisherAddress;
import dev.pgrm.domain.postgres.Endpoint;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads libpq connection strings, in both of libpq's forms, as far as they say where they lead. User and password are read past and
 * never kept.
 */
final class ConnectionString {
    private ConnectionString() {}

    static PublisherAddress publisher(String text) {
        Map<String, String> parameters =
                text.startsWith("postgresql://") || text.startsWith("postgres://") ? ofUri(text) : ofPairs(text);
        String database = parameters.get("dbname");
        return new PublisherAddress(
                endpoints(parameters), database != null ? database : parameters.get("user"), parameters.get("service"));
    }

    /** hostaddr, where it is given, is what libpq connects to. Hosts that begin with a slash are folders of sockets. */
    private static List<Endpoint> endpoints(Map<String, String> parameters) {
        String hosts = parameters.getOrDefault("hostaddr", parameters.getOrDefault("host", ""));
        String[] names = hosts.split(",", -1);
        String[] ports = parameters.getOrDefault("port", "").split(",", -1);
        var endpoints = new ArrayList<Endpoint>();
        for (int i = 0; i < names.length; i++) {
            Integer port = port(ports.length == 1 ? ports[0] : i < ports.length ? ports[i] : "");
            if (!names[i].isBlank() && !names[i].startsWith("/") && !names[i].startsWith("@") && port != null) {
                endpoints.add(new Endpoint(names[i], port));
            }
        }
        return endpoints;
    }

    private static @Nullable Integer port(String text) {
        if (text.isBlank()) {
            return Endpoint.DEFAULT_PORT;
        }
        try {
            int port = Integer.parseInt(text.strip());
            return port >= 1 && port <= 65535 ? port : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** {@code key = 'value'} pairs: blanks around the sign, single quotes, backslashes before quotes and backslashes. */
    private static Map<String, String> ofPairs(String text) {
        var parameters = new HashMap<String, String>();
        int at = 0;
        while (true) {
            at = skipBlanks(text, at);
            int sign = text.indexOf('=', at);
            if (sign < 0) {
                return parameters;
            }
            String key = text.substring(at, sign).strip();
            var value = new StringBuilder();
            at = readValue(text, skipBlanks(text, sign + 1), value);
            parameters.put(key, value.toString());
        }
    }

    private static int readValue(String text, int start, StringBuilder value) {
        boolean quoted = start < text.length() && text.charAt(start) == '\'';
        int at = quoted ? start + 1 : start;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (quoted ? c == '\'' : Character.isWhitespace(c)) {
                return at;
            }
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
            }
            value.append(c);
        }
        return at;
    }

    private static int skipBlanks(String text, int at) {
        int next = at;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next;
    }

    /**
     * {@code postgresql://user:password@host1:port1,host2/dbname?key=value}. As libpq reads it, the first {@code @} ends user and
     * password, whatever stands in them, unless a slash comes before.
     */
    private static Map<String, String> ofUri(String text) {
        var parameters = new HashMap<String, String>();
        String rest = text.substring(text.indexOf("://") + 3);
        int at = rest.indexOf('@');
        int slashBefore = rest.indexOf('/');
        if (at >= 0 && (slashBefore < 0 || at < slashBefore)) {
            parameters.put("user", decoded(rest.substring(0, at).split(":", 2)[0]));
            rest = rest.substring(at + 1);
        }
        int question = rest.indexOf('?');
        String query = question < 0 ? "" : rest.substring(question + 1);
        String path = question < 0 ? rest : rest.substring(0, question);
        int slash = path.indexOf('/');
        String authority = slash < 0 ? path : path.substring(0, slash);
        if (slash >= 0 && slash + 1 < path.length()) {
            parameters.put("dbname", decoded(path.substring(slash + 1)));
        }
        putHosts(authority, parameters);
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            if (parts.length == 2) {
                parameters.put(decoded(parts[0]), decoded(parts[1]));
            }
        }
        return parameters;
    }

    private static void putHosts(String authority, Map<String, String> parameters) {
        var hosts = new ArrayList<String>();
        var ports = new ArrayList<String>();
        for (String each : authority.split(",", -1)) {
            int colon = each.startsWith("[") ? each.indexOf(':', each.indexOf(']')) : each.lastIndexOf(':');
            String host = colon < 0 ? each : each.substring(0, colon);
            hosts.add(decoded(host.startsWith("[") ? host.substring(1, host.length() - 1) : host));
            ports.add(colon < 0 ? "" : each.substring(colon + 1));
        }
        parameters.put("host", String.join(",", hosts));
        parameters.put("port", String.join(",", ports));
    }

    /** libpq decodes percent signs alone; a plus is a plus. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}

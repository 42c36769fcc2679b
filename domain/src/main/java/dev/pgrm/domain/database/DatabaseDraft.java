package dev.pgrm.domain.database;

import dev.pgrm.domain.Violation;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.postgres.Endpoint;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A database as entered, with nothing checked. {@link #check()} finds everything that is wrong at once. */
public record DatabaseDraft(
        @Nullable String name,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String database,
        @Nullable String environment,
        @Nullable String provider,
        @Nullable String role,
        @Nullable String tlsMode,
        @Nullable String credentials,
        @Nullable String replicationCredentials,
        @Nullable String iamRoleArn,
        @Nullable String vpcId,
        @Nullable List<String> subnetIds,
        @Nullable List<String> securityGroupIds,
        @Nullable Map<String, String> tags,
        @Nullable String notes) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]([A-Za-z0-9 _-]{0,61}[A-Za-z0-9_-])?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})");
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[!-~]{1,512}");

    public sealed interface Checked {
        record Accepted(DatabaseSpec spec) implements Checked {}

        record Refused(List<Violation> violations) implements Checked {
            public Refused {
                violations = List.copyOf(violations);
            }
        }
    }

    public Checked check() {
        var wrong = new ArrayList<Violation>();
        if (name == null || !NAME.matcher(name).matches()) {
            wrong.add(new Violation(
                    "name", "is required: 1 to 63 letters, digits, hyphens, underscores and inner spaces"));
        }
        if (host == null || !(HOST.matcher(host).matches() || isIpv6(host))) {
            wrong.add(new Violation("host", "is required: a host name or an IP address, without port"));
        }
        int checkedPort = port == null ? Endpoint.DEFAULT_PORT : port;
        if (checkedPort < 1 || checkedPort > 65535) {
            wrong.add(new Violation("port", "must be between 1 and 65535"));
        }
        if (database == null
                || database.isBlank()
                || database.getBytes(StandardCharsets.UTF_8).length > 63
                || !canBeKept(database)) {
            wrong.add(
                    new Violation("database", "is required: the name of a database on that server, at most 63 bytes"));
        }
        Provider checkedProvider = choice("provider", provider, Provider.values(), Provider.SELF_HOSTED, wrong);
        DeclaredRole checkedRole = choice("role", role, DeclaredRole.values(), DeclaredRole.PRIMARY, wrong);
        TlsMode checkedTls = choice("tlsMode", tlsMode, TlsMode.values(), TlsMode.PREFER, wrong);
        CredentialReference checkedCredentials = parsed("credentials", credentials, CredentialReference::parse, wrong);
        if (credentials == null) {
            wrong.add(
                    new Violation("credentials", "is required: where user and password are found, such as file:NAME"));
        }
        CredentialReference forReplication =
                parsed("replicationCredentials", replicationCredentials, CredentialReference::parse, wrong);
        if (forReplication instanceof CredentialReference.RdsIam) {
            wrong.add(new Violation(
                    "replicationCredentials",
                    "cannot be rds-iam: its token ends before a replication connection does"));
        }
        if (iamRoleArn != null && !ROLE_ARN.matcher(iamRoleArn).matches()) {
            wrong.add(new Violation("iamRoleArn", "must look like arn:aws:iam::123456789012:role/NAME"));
        }
        limit("environment", environment, 63, wrong);
        limit("notes", notes, 10_000, wrong);
        limit("vpcId", vpcId, 63, wrong);
        limitEach("subnetIds", subnetIds, wrong);
        limitEach("securityGroupIds", securityGroupIds, wrong);
        if (tags != null) {
            limitEach(
                    "tags",
                    Stream.concat(tags.keySet().stream(), tags.values().stream())
                            .toList(),
                    wrong);
        }
        if (!wrong.isEmpty() || name == null || host == null || database == null || checkedCredentials == null) {
            return new Checked.Refused(wrong);
        }
        return new Checked.Accepted(new DatabaseSpec(
                name,
                new Endpoint(host, checkedPort),
                database,
                environment,
                checkedProvider,
                checkedRole,
                checkedTls,
                checkedCredentials,
                forReplication,
                iamRoleArn,
                vpcId,
                subnetIds == null ? List.of() : subnetIds,
                securityGroupIds == null ? List.of() : securityGroupIds,
                tags == null ? Map.of() : tags,
                notes));
    }

    /** A colon is what tells it from a name; a name with a port has one, too. */
    private static boolean isIpv6(String host) {
        try {
            return host.indexOf(':') >= 0 && host.charAt(0) != '[' && InetAddress.ofLiteral(host) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What was read from outside may hold nothing in place of a value. */
    private static void limitEach(
            String field, @Nullable Collection<? extends @Nullable String> values, List<Violation> wrong) {
        if (values != null && values.stream().anyMatch(value -> value == null || unfit(value, 255))) {
            wrong.add(new Violation(field, "must have values of at most 255 characters and no NUL"));
        }
    }

    private static boolean unfit(String value, int longest) {
        return value.length() > longest || !canBeKept(value);
    }

    /** PostgreSQL takes neither NUL nor half of a surrogate pair. */
    private static boolean canBeKept(String value) {
        return value.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }

    private static void limit(String field, @Nullable String value, int longest, List<Violation> wrong) {
        if (value != null && unfit(value, longest)) {
            wrong.add(new Violation(field, "must have at most " + longest + " characters and no NUL"));
        }
    }

    private static <E extends Enum<E>> E choice(
            String field, @Nullable String text, E[] choices, E unsaid, List<Violation> wrong) {
        if (text == null) {
            return unsaid;
        }
        for (E choice : choices) {
            if (Words.of(choice).equals(text)) {
                return choice;
            }
        }
        var allowed = List.of(choices).stream().map(Words::of).toList();
        wrong.add(new Violation(field, "must be one of " + String.join(", ", allowed)));
        return unsaid;
    }

    private static <T> @Nullable T parsed(
            String field, @Nullable String text, Function<String, T> parser, List<Violation> wrong) {
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            wrong.add(new Violation(field, String.valueOf(e.getMessage())));
            return null;
        }
    }
}

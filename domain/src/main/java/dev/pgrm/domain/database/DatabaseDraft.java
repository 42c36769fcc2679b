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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A database as entered, with nothing checked. {@link #check()} finds everything that is wrong at once. */
public record DatabaseDraft(
        @Nullable String name,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable List<String> alternateHosts,
        @Nullable String targetSessionAttrs,
        @Nullable String database,
        @Nullable String environment,
        @Nullable String provider,
        @Nullable String role,
        @Nullable String tlsMode,
        @Nullable String tlsCa,
        @Nullable String credentials,
        @Nullable String credentialsHost,
        @Nullable String replicationCredentials,
        @Nullable String iamRoleArn,
        @Nullable String iamExternalId,
        @Nullable String awsRegion,
        @Nullable String vpcId,
        @Nullable List<String> subnetIds,
        @Nullable List<String> securityGroupIds,
        @Nullable Map<String, String> tags,
        @Nullable String notes) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]([A-Za-z0-9 _-]{0,61}[A-Za-z0-9_-])?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})");
    private static final Pattern WITH_PORT = Pattern.compile("(?:\\[([^\\]]+)\\]|([^:]+)):(\\d{1,5})");
    private static final int MOST_ALTERNATES = 8;
    private static final String NAME_RULE =
            "is required: 1 to 63 letters, digits, hyphens, underscores and inner spaces";
    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d");
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
        require(name != null && NAME.matcher(name).matches(), "name", NAME_RULE, wrong);
        Hosts checkedHosts = hosts(wrong);
        require(
                database != null && !database.isBlank() && fitsInBytes(database),
                "database",
                "is required: the name of a database on that server, at most 63 bytes",
                wrong);
        limit("environment", environment, 63, wrong);
        Provider checkedProvider = choice("provider", provider, Provider.values(), Provider.SELF_HOSTED, wrong);
        DeclaredRole checkedRole = choice("role", role, DeclaredRole.values(), DeclaredRole.PRIMARY, wrong);
        Access checkedAccess = access(wrong);
        Tls checkedTls = tls(checkedAccess, wrong);
        Network checkedNetwork = network(wrong);
        if (tags != null) {
            limitEach(
                    "tags",
                    Stream.concat(tags.keySet().stream(), tags.values().stream())
                            .toList(),
                    wrong);
        }
        limit("notes", notes, 10_000, wrong);
        if (!wrong.isEmpty()
                || name == null
                || checkedHosts == null
                || database == null
                || checkedAccess == null
                || checkedTls == null) {
            return new Checked.Refused(wrong);
        }
        return new Checked.Accepted(new DatabaseSpec(
                name,
                checkedHosts,
                database,
                environment,
                checkedProvider,
                checkedRole,
                checkedTls,
                checkedAccess,
                checkedNetwork,
                tags == null ? Map.of() : tags,
                notes));
    }

    private @Nullable Hosts hosts(List<Violation> wrong) {
        int before = wrong.size();
        require(host != null && isHost(host), "host", "is required: a host name or an IP address, without port", wrong);
        int checkedPort = port == null ? Endpoint.DEFAULT_PORT : port;
        require(checkedPort >= 1 && checkedPort <= 65535, "port", "must be between 1 and 65535", wrong);
        List<Endpoint> alternates = alternates(checkedPort, wrong);
        TargetSession target =
                choice("targetSessionAttrs", targetSessionAttrs, TargetSession.values(), TargetSession.ANY, wrong);
        return host == null || wrong.size() > before
                ? null
                : new Hosts(new Endpoint(host, checkedPort), alternates, target);
    }

    private List<Endpoint> alternates(int usualPort, List<Violation> wrong) {
        var endpoints = new ArrayList<Endpoint>();
        for (String text : alternateHosts == null ? List.<@Nullable String>of() : alternateHosts) {
            Endpoint endpoint = text == null ? null : endpoint(text, usualPort);
            if (endpoint == null || endpoints.size() == MOST_ALTERNATES) {
                wrong.add(new Violation(
                        "alternateHosts",
                        "must be at most " + MOST_ALTERNATES + " hosts, each with its port where that is another:"
                                + " db-2.internal, db-3.internal:5433, [2001:db8::1]:5432"));
                return List.of();
            }
            endpoints.add(endpoint);
        }
        return endpoints;
    }

    private static @Nullable Endpoint endpoint(String text, int usualPort) {
        if (isHost(text)) {
            return 1 <= usualPort && usualPort <= 65535 ? new Endpoint(text, usualPort) : null;
        }
        Matcher parts = WITH_PORT.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        String bare = parts.group(1) == null ? parts.group(2) : parts.group(1);
        int itsPort = Integer.parseInt(parts.group(3));
        return isHost(bare) && itsPort >= 1 && itsPort <= 65535 ? new Endpoint(bare, itsPort) : null;
    }

    private @Nullable Access access(List<Violation> wrong) {
        CredentialReference reference = parsed("credentials", credentials, CredentialReference::parse, wrong);
        require(
                credentials != null,
                "credentials",
                "is required: where user and password are found, such as file:NAME",
                wrong);
        require(
                credentialsHost == null || isHost(credentialsHost),
                "credentialsHost",
                "must be the host that the secret names",
                wrong);
        CredentialReference forReplication =
                parsed("replicationCredentials", replicationCredentials, CredentialReference::parse, wrong);
        require(
                !(forReplication instanceof CredentialReference.RdsIam),
                "replicationCredentials",
                "cannot be rds-iam: its token ends before a replication connection does",
                wrong);
        require(
                iamRoleArn == null || ROLE_ARN.matcher(iamRoleArn).matches(),
                "iamRoleArn",
                "must look like arn:aws:iam::123456789012:role/NAME",
                wrong);
        require(
                iamExternalId == null || EXTERNAL_ID.matcher(iamExternalId).matches(),
                "iamExternalId",
                "must have 2 to 1224 letters, digits and + = , . @ : / -, as its owner gave it",
                wrong);
        require(
                iamExternalId == null || iamRoleArn != null,
                "iamExternalId",
                "belongs to a role: give iamRoleArn, too",
                wrong);
        require(
                awsRegion == null || REGION.matcher(awsRegion).matches(),
                "awsRegion",
                "must look like eu-central-1",
                wrong);
        return reference == null
                ? null
                : new Access(
                        reference,
                        forReplication,
                        credentialsHost,
                        iamRoleArn == null ? null : new Access.IamRole(iamRoleArn, iamExternalId),
                        awsRegion);
    }

    /** A token is a password in clear text for a quarter of an hour, so it goes to nobody who has not proved who they are. */
    private @Nullable Tls tls(@Nullable Access access, List<Violation> wrong) {
        boolean byToken = access != null && access.credentials() instanceof CredentialReference.RdsIam;
        TlsMode mode =
                choice("tlsMode", tlsMode, TlsMode.values(), byToken ? TlsMode.VERIFY_FULL : TlsMode.PREFER, wrong);
        require(
                !byToken || mode.compareTo(TlsMode.REQUIRE) >= 0,
                "tlsMode",
                "must be require, verify-ca or verify-full with rds-iam, which sends its token in clear text",
                wrong);
        TlsAuthorities authorities = parsed("tlsCa", tlsCa, TlsAuthorities::parse, wrong);
        return tlsCa != null && authorities == null
                ? null
                : new Tls(mode, authorities == null ? new TlsAuthorities.OfProvider() : authorities);
    }

    private Network network(List<Violation> wrong) {
        limit("vpcId", vpcId, 63, wrong);
        limitEach("subnetIds", subnetIds, wrong);
        limitEach("securityGroupIds", securityGroupIds, wrong);
        return wrong.isEmpty()
                ? new Network(
                        vpcId,
                        subnetIds == null ? List.of() : subnetIds,
                        securityGroupIds == null ? List.of() : securityGroupIds)
                : Network.UNSAID;
    }

    private static void require(boolean right, String field, String rule, List<Violation> wrong) {
        if (!right) {
            wrong.add(new Violation(field, rule));
        }
    }

    private static boolean fitsInBytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length <= 63 && canBeKept(name);
    }

    private static boolean isHost(String text) {
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

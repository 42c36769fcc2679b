package dev.pgrm.domain.stream;

import dev.pgrm.domain.Violations;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.aws.RdsHost;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.HostsCheck;
import dev.pgrm.domain.database.Provider;
import dev.pgrm.domain.database.TlsAuthorities.Given;
import dev.pgrm.domain.database.TlsAuthorities.OfProvider;
import dev.pgrm.domain.database.TlsAuthorities.OfRds;
import dev.pgrm.domain.database.TlsAuthorities.OfSystem;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the target's server is to reach the source where that differs from how we do, as entered. */
public record WayDraft(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String sslMode,
        @Nullable String rootCertificate,
        @Nullable String passfile) {
    public static final WayDraft UNSAID = new WayDraft(null, null, null, null, null);

    /** Where RDS and Aurora keep Amazon's authorities, for what their own servers connect to. */
    static final String ON_RDS = "/rdsdbdata/rds-metadata/ca-cert.pem";

    /** libpq knows it from 16 on, and verifies in full with it or not at all. */
    static final String SYSTEM = "system";

    private static final int LONGEST_PATH = 1_023;
    private static final List<String> MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    /** Something leads elsewhere than the source's registration says: the replication account's password goes that way. */
    public boolean leadsElsewhere() {
        return !equals(UNSAID);
    }

    /** @param field under which it was entered */
    public @Nullable Conninfo check(
            String field, @Nullable DatabaseSpec source, @Nullable DatabaseSpec target, Violations wrong) {
        boolean right = wrong.require(
                host == null || HostsCheck.isHost(host),
                field + ".host",
                "must be a host name or an IP address, without port");
        right &= wrong.require(port == null || HostsCheck.isPort(port), field + ".port", "must be between 1 and 65535");
        right &= wrong.require(
                sslMode == null || MODES.contains(sslMode),
                field + ".sslMode",
                "must be one of " + String.join(", ", MODES));
        right &= wrong.require(
                rootCertificate == null || rootCertificate.equals(SYSTEM) || isPath(rootCertificate),
                field + ".rootCertificate",
                "must be system, or the full path of a file on the target's server");
        right &= wrong.require(
                passfile == null || isPath(passfile),
                field + ".passfile",
                "must be the full path of a file on the target's server");
        return right && source != null && target != null ? way(field, source, target, wrong) : null;
    }

    private static boolean isPath(String text) {
        return text.startsWith("/")
                && text.length() <= LONGEST_PATH
                && Violations.canBeKept(text)
                // A line of psql ends where its text does.
                && text.chars().noneMatch(Character::isISOControl);
    }

    private @Nullable Conninfo way(String field, DatabaseSpec source, DatabaseSpec target, Violations wrong) {
        Endpoint there = source.endpoint();
        String mode = sslMode == null ? Words.of(source.tls().mode()) : sslMode;
        String authorities = rootCertificate == null ? authorities(mode, source, target) : rootCertificate;
        boolean known = wrong.require(
                authorities != null || !mode.startsWith("verify-"),
                field + ".rootCertificate",
                "is required with " + mode
                        + ": the target's server needs a file of its own with the authorities that vouch for the source");
        boolean fits = wrong.require(
                !SYSTEM.equals(authorities) || mode.equals("verify-full"),
                field + ".rootCertificate",
                "can be system with verify-full alone");
        return known && fits
                ? new Conninfo(
                        new Endpoint(host == null ? there.host() : host, port == null ? there.port() : port),
                        source.database(),
                        mode,
                        authorities,
                        passfile)
                : null;
    }

    /** Those that the target's server has anyway, if they are the ones that vouch for the source. */
    private static @Nullable String authorities(String mode, DatabaseSpec source, DatabaseSpec target) {
        if (!mode.startsWith("verify-")) {
            return null;
        }
        String ofAmazon = RdsHost.parse(target.endpoint().host()) == null ? null : ON_RDS;
        String ofSystem = mode.equals("verify-full") ? SYSTEM : null;
        return switch (source.tls().authorities()) {
            case OfRds() -> ofAmazon;
            case OfSystem() -> ofSystem;
            case OfProvider() -> source.provider() == Provider.AWS ? ofAmazon : ofSystem;
            case Given _ -> null;
        };
    }
}

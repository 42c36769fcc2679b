package dev.pgrm.domain.database;

import dev.pgrm.domain.Violations;
import dev.pgrm.domain.database.CredentialReference.RdsIam;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the connection to a drafted database is protected. */
final class TlsCheck {
    private TlsCheck() {}

    /** A token is a password in clear text for a quarter of an hour, so it goes to nobody who has not proved who they are. */
    static Tls of(DatabaseDraft draft, @Nullable Access access, Violations wrong) {
        boolean byToken = access != null && access.credentials() instanceof RdsIam;
        TlsMode mode = wrong.choice(
                "tlsMode", draft.tlsMode(), TlsMode.values(), byToken ? TlsMode.VERIFY_FULL : TlsMode.PREFER);
        wrong.require(
                !byToken || mode.compareTo(TlsMode.REQUIRE) >= 0,
                "tlsMode",
                "must be require, verify-ca or verify-full with rds-iam, which sends its token in clear text");
        TlsAuthorities authorities = wrong.parsed("tlsCa", draft.tlsCa(), TlsAuthorities::parse);
        return new Tls(mode, Objects.requireNonNullElseGet(authorities, TlsAuthorities.OfProvider::new));
    }
}

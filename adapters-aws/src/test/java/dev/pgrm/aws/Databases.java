package dev.pgrm.aws;

import dev.pgrm.domain.database.Access;
import dev.pgrm.domain.database.Access.IamRole;
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.database.Hosts;
import dev.pgrm.domain.database.Network;
import dev.pgrm.domain.database.Provider;
import dev.pgrm.domain.database.Tls;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.postgres.Endpoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Registered databases, as far as reading their credentials looks at them. */
final class Databases {
    static final String HOST = "orders.internal";

    private Databases() {}

    static DatabaseSpec with(CredentialReference reference) {
        return with(reference, null);
    }

    static DatabaseSpec with(CredentialReference reference, @Nullable String roleArn) {
        return new DatabaseSpec(
                "orders",
                Hosts.only(new Endpoint(HOST, 5432)),
                "shop",
                null,
                Provider.AWS,
                DeclaredRole.PRIMARY,
                Tls.of(TlsMode.REQUIRE),
                new Access(reference, null, null, roleArn == null ? null : new IamRole(roleArn, null), null),
                Network.UNSAID,
                Map.of(),
                null);
    }
}

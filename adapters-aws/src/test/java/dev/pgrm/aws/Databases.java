package dev.pgrm.aws;

import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.database.Access;
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

/** Registered databases, as far as reading their credentials looks at them. */
final class Databases {
    static final String HOST = "orders.internal";

    private Databases() {}

    static DatabaseSpec with(CredentialReference reference) {
        return at(HOST, Access.by(reference));
    }

    static DatabaseSpec with(CredentialReference reference, String roleArn) {
        return in(reference, new IamRole(roleArn, null));
    }

    static DatabaseSpec in(CredentialReference reference, IamRole role) {
        return at(HOST, new Access(reference, null, null, role, null));
    }

    static DatabaseSpec withSecretOf(String host, CredentialReference reference) {
        return at(HOST, new Access(reference, null, host, null, null));
    }

    static DatabaseSpec inRegion(String region, CredentialReference reference) {
        return at(HOST, new Access(reference, null, null, null, region));
    }

    static DatabaseSpec at(String host, CredentialReference reference) {
        return at(host, Access.by(reference));
    }

    static DatabaseSpec at(String host, Access access) {
        return at(new Endpoint(host, 5432), access);
    }

    static DatabaseSpec at(Endpoint endpoint, Access access) {
        return new DatabaseSpec(
                "orders",
                Hosts.only(endpoint),
                "shop",
                null,
                Provider.AWS,
                DeclaredRole.PRIMARY,
                Tls.of(TlsMode.REQUIRE),
                access,
                Network.UNSAID,
                Map.of(),
                null);
    }
}

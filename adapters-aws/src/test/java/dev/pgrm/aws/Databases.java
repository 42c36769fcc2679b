package dev.pgrm.aws;

import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.domain.database.DatabaseSpec;
import dev.pgrm.domain.database.DeclaredRole;
import dev.pgrm.domain.database.Provider;
import dev.pgrm.domain.database.TlsMode;
import dev.pgrm.domain.postgres.Endpoint;
import java.util.List;
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
                new Endpoint(HOST, 5432),
                "shop",
                null,
                Provider.AWS,
                DeclaredRole.PRIMARY,
                TlsMode.REQUIRE,
                reference,
                null,
                roleArn,
                null,
                List.of(),
                List.of(),
                Map.of(),
                null);
    }
}

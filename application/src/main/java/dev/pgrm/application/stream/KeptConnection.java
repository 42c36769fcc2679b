package dev.pgrm.application.stream;

import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.CredentialMark;
import dev.pgrm.domain.database.Database;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.stream.SubscriptionId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connection that we gave to a subscription.
 *
 * @param source whose replication account it signs in as
 * @param sourceAddress the registered one of the source when it was given; not known of those that were kept before it was noted
 * @param mark of the credential that stands in it; none where a passfile holds it, or where it is not known which it was
 */
public record KeptConnection(
        SubscriptionId holder,
        DatabaseId source,
        @Nullable Endpoint sourceAddress,
        Conninfo way,
        @Nullable CredentialMark mark,
        Instant keptAt) {

    /** With the credential that stands in it. */
    public static KeptConnection with(
            SubscriptionId holder,
            DatabaseId source,
            Endpoint sourceAddress,
            Conninfo way,
            Credential credential,
            Instant now) {
        return new KeptConnection(
                holder, source, sourceAddress, way, way.passfile() == null ? CredentialMark.of(credential) : null, now);
    }

    /** Whether the source is registered as it was then: the secret of another server is not for this connection. */
    boolean leadsTo(Database registered) {
        return sourceAddress == null || sourceAddress.equals(registered.spec().endpoint());
    }

    /** Another secret is none of its business: the target's server reads it by itself. */
    boolean readsPassfile() {
        return way.passfile() != null;
    }
}

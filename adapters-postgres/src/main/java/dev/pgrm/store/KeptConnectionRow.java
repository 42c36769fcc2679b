package dev.pgrm.store;

import dev.pgrm.application.credential.CredentialMark;
import dev.pgrm.application.stream.KeptConnection;
import dev.pgrm.domain.database.DatabaseId;
import dev.pgrm.domain.postgres.Conninfo;
import dev.pgrm.domain.postgres.Endpoint;
import dev.pgrm.domain.postgres.Oid;
import dev.pgrm.domain.stream.SubscriptionId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity("kept_connection")
record KeptConnectionRow(
        @Id UUID targetId,
        long subscription,
        UUID sourceId,
        @Nullable String sourceHost,
        @Nullable Integer sourcePort,
        String host,
        int port,
        String database,
        String sslMode,
        @Nullable String rootCertificate,
        @Nullable String passfile,
        @Nullable String mark,
        Instant keptAt) {

    KeptConnection connection() {
        return new KeptConnection(
                new SubscriptionId(new DatabaseId(targetId), new Oid(subscription)),
                new DatabaseId(sourceId),
                sourceHost == null || sourcePort == null ? null : new Endpoint(sourceHost, sourcePort),
                new Conninfo(new Endpoint(host, port), database, sslMode, rootCertificate, passfile),
                mark == null ? null : new CredentialMark(mark),
                keptAt);
    }
}

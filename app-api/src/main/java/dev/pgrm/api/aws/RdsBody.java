package dev.pgrm.api.aws;

import dev.pgrm.api.page.Cursor;
import dev.pgrm.application.aws.LookingAtAws.Door;
import dev.pgrm.application.aws.LookingAtAws.Found;
import dev.pgrm.application.aws.LookingAtAws.Item;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.aws.RdsDatabase;
import dev.pgrm.domain.aws.RdsInventory.Blind;
import dev.pgrm.domain.aws.RdsLogs.LogFile;
import dev.pgrm.domain.aws.RdsProxy;
import dev.pgrm.domain.database.DatabaseId;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A page of what RDS has.
 *
 * @param proxies endpoints of RDS Proxy, on the first page; they are no databases and cannot be registered
 * @param troubles where something could not be seen
 */
@Serdeable
record RdsBody(
        List<RdsDatabaseBody> items, @Nullable String next, List<ProxyBody> proxies, List<TroubleBody> troubles) {

    /**
     * An instance or a cluster.
     *
     * @param kind instance or cluster
     * @param foundAs the role that was assumed to see it
     * @param clusterRole writer or reader, of an instance in a cluster
     * @param source what it is a read replica of: an identifier, or an ARN in another region or account
     * @param logicalReplication the parameter rds.logical_replication: on, off or unknown
     * @param pendingReboot that value waits for a restart
     */
    @Serdeable
    record RdsDatabaseBody(
            String kind,
            String identifier,
            String arn,
            String resourceId,
            String region,
            String account,
            @Nullable String foundAs,
            String engine,
            String version,
            String status,
            List<EndpointBody> endpoints,
            @Nullable String database,
            @Nullable String masterSecretArn,
            @Nullable String clusterId,
            @Nullable String clusterRole,
            @Nullable String source,
            List<String> replicas,
            List<String> members,
            String logicalReplication,
            boolean pendingReboot,
            boolean multiAz,
            boolean iamSignIn,
            @Nullable String vpcId,
            List<String> subnetIds,
            List<String> securityGroupIds,
            Map<String, String> tags,
            @Nullable List<LogFileBody> logFiles) {

        static RdsDatabaseBody of(Item item) {
            RdsDatabase found = item.database();
            var replication = found.replication();
            var role = found.place().foundAs();
            return new RdsDatabaseBody(
                    Words.of(found.kind()),
                    found.identifier(),
                    found.arn(),
                    found.resourceId(),
                    found.place().region(),
                    found.place().account(),
                    role == null ? null : role.arn(),
                    found.engine(),
                    found.version(),
                    found.status(),
                    item.doors().stream().map(EndpointBody::of).toList(),
                    found.database(),
                    found.masterSecretArn(),
                    replication.cluster(),
                    found.inCluster() ? replication.writer() ? "writer" : "reader" : null,
                    replication.source(),
                    replication.replicas(),
                    replication.members(),
                    Words.of(found.logicalReplication().state()),
                    found.logicalReplication().pendingReboot(),
                    found.multiAz(),
                    found.iamSignIn(),
                    found.network().vpcId(),
                    found.network().subnetIds(),
                    found.network().securityGroupIds(),
                    found.tags(),
                    item.logs() == null
                            ? null
                            : item.logs().files().stream().map(LogFileBody::of).toList());
        }
    }

    /**
     * Where it is reached.
     *
     * @param use instance, writer or reader
     * @param databaseIds of what is registered there
     * @param offer what may be sent to POST /api/databases, once its credentials are chosen, when nothing is
     */
    @Serdeable
    record EndpointBody(
            String host,
            int port,
            String use,
            List<UUID> databaseIds,
            @Nullable OfferBody offer) {

        static EndpointBody of(Door door) {
            return new EndpointBody(
                    door.endpoint().host(),
                    door.endpoint().port(),
                    door.use(),
                    door.registered().stream().map(DatabaseId::value).toList(),
                    door.offer() == null ? null : OfferBody.of(door.offer()));
        }
    }

    @Serdeable
    record LogFileBody(String name, long bytes, Instant lastWrittenAt) {
        static LogFileBody of(LogFile file) {
            return new LogFileBody(file.name(), file.bytes(), file.lastWritten());
        }
    }

    /** An endpoint of RDS Proxy, and why it is of no use here. */
    @Serdeable
    record ProxyBody(
            String name,
            String arn,
            String region,
            String account,
            String status,
            String host,
            int port,
            String code,
            String reason,
            String remedy) {

        static ProxyBody of(RdsProxy proxy) {
            Trouble why = RdsProxy.UNFIT;
            return new ProxyBody(
                    proxy.name(),
                    proxy.arn(),
                    proxy.place().region(),
                    proxy.place().account(),
                    proxy.status(),
                    proxy.endpoint().host(),
                    proxy.endpoint().port(),
                    why.code(),
                    why.message(),
                    why.remedy());
        }
    }

    @Serdeable
    record TroubleBody(@Nullable String region, @Nullable String account, String code, String message, String remedy) {

        static TroubleBody of(Blind blind) {
            Trouble trouble = blind.trouble();
            return new TroubleBody(
                    blind.region(), blind.account(), trouble.code(), trouble.message(), trouble.remedy());
        }
    }

    static RdsBody of(Found found, boolean first) {
        return new RdsBody(
                found.items().stream().map(RdsDatabaseBody::of).toList(),
                found.next() == null ? null : Cursor.after(found.next()),
                first ? found.inventory().proxies().stream().map(ProxyBody::of).toList() : List.of(),
                found.troubles().stream().map(TroubleBody::of).toList());
    }
}

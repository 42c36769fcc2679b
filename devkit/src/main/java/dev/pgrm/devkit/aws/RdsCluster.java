package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Builds an Aurora cluster as RDS describes it; its instances say themselves that they belong to it. */
public final class RdsCluster {
    private final ObjectNode description = Trees.object();

    private RdsCluster(String identifier) {
        description
                .put("DBClusterIdentifier", identifier)
                .put("Engine", "aurora-postgresql")
                .put("EngineMode", "provisioned")
                .put("Status", "available")
                .put("MasterUsername", "postgres")
                .put("Port", 5432)
                .put("StorageEncrypted", true)
                .put("IAMDatabaseAuthenticationEnabled", false)
                .put("DbClusterResourceId", "cluster-" + RandomText.upper(26));
        version("16.4");
    }

    public static RdsCluster named(String identifier) {
        return new RdsCluster(identifier);
    }

    public RdsCluster version(String version) {
        description.put("EngineVersion", version);
        return parameterGroup("default.aurora-postgresql" + version.split("\\.", -1)[0]);
    }

    public RdsCluster parameterGroup(String name) {
        description.put("DBClusterParameterGroup", name);
        return this;
    }

    public RdsCluster endpoints(String writerHost, String readerHost, int port) {
        description
                .put("Endpoint", writerHost)
                .put("ReaderEndpoint", readerHost)
                .put("Port", port);
        return this;
    }

    public RdsCluster database(String name) {
        description.put("DatabaseName", name);
        return this;
    }

    /** A cluster that follows another, of another region for instance. */
    public RdsCluster replicaOf(String sourceClusterArn) {
        description.put("ReplicationSourceIdentifier", sourceClusterArn);
        return this;
    }

    public RdsCluster iamAuthentication() {
        description.put("IAMDatabaseAuthenticationEnabled", true);
        return this;
    }

    public RdsCluster masterUserSecret(String secretArn) {
        description.putObject("MasterUserSecret").put("SecretArn", secretArn).put("SecretStatus", "active");
        return this;
    }

    ObjectNode description() {
        return description.deepCopy();
    }
}

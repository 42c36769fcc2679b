package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Builds a DB instance as RDS describes it, with the defaults of a small PostgreSQL instance. */
public final class RdsInstance {
    private final ObjectNode description = Trees.object();

    private RdsInstance(String identifier) {
        description
                .put("DBInstanceIdentifier", identifier)
                .put("DBInstanceClass", "db.t4g.medium")
                .put("Engine", "postgres")
                .put("DBInstanceStatus", "available")
                .put("MasterUsername", "postgres")
                .put("AllocatedStorage", 100)
                .put("StorageType", "gp3")
                .put("StorageEncrypted", true)
                .put("MultiAZ", false)
                .put("PubliclyAccessible", false)
                .put("IAMDatabaseAuthenticationEnabled", false)
                .put("CACertificateIdentifier", "rds-ca-rsa2048-g1")
                .put("DbiResourceId", "db-" + RandomText.upper(26));
        version("16.4");
    }

    public static RdsInstance named(String identifier) {
        return new RdsInstance(identifier);
    }

    public RdsInstance at(String host, int port) {
        description.putObject("Endpoint").put("Address", host).put("Port", port);
        return this;
    }

    /** Sets the engine's version, and with it the default parameter group of its family. */
    public RdsInstance version(String version) {
        description.put("EngineVersion", version);
        return parameterGroup("default.postgres" + version.split("\\.", -1)[0]);
    }

    public RdsInstance parameterGroup(String name) {
        return parameterGroup(name, "in-sync");
    }

    /** A changed static parameter waits for a restart: the group's status is then pending-reboot. */
    public RdsInstance parameterGroup(String name, String applyStatus) {
        description
                .putArray("DBParameterGroups")
                .addObject()
                .put("DBParameterGroupName", name)
                .put("ParameterApplyStatus", applyStatus);
        return this;
    }

    public RdsInstance engine(String engine) {
        description.put("Engine", engine);
        return this;
    }

    public RdsInstance database(String name) {
        description.put("DBName", name);
        return this;
    }

    public RdsInstance status(String status) {
        description.put("DBInstanceStatus", status);
        return this;
    }

    /** A read replica; the source is given by its identifier, or by its ARN when it lives in another region. */
    public RdsInstance replicaOf(String sourceIdentifierOrArn) {
        description.put("ReadReplicaSourceDBInstanceIdentifier", sourceIdentifierOrArn);
        return this;
    }

    public RdsInstance inCluster(String clusterIdentifier) {
        description.put("DBClusterIdentifier", clusterIdentifier).put("Engine", "aurora-postgresql");
        return this;
    }

    public RdsInstance multiAz() {
        description.put("MultiAZ", true);
        return this;
    }

    public RdsInstance iamAuthentication() {
        description.put("IAMDatabaseAuthenticationEnabled", true);
        return this;
    }

    public RdsInstance tag(String key, String value) {
        description.withArray("/TagList").addObject().put("Key", key).put("Value", value);
        return this;
    }

    /** RDS keeps the password of the master user in this secret. */
    public RdsInstance masterUserSecret(String secretArn) {
        description.putObject("MasterUserSecret").put("SecretArn", secretArn).put("SecretStatus", "active");
        return this;
    }

    public RdsInstance vpc(String vpcId, String securityGroupId) {
        description
                .putObject("DBSubnetGroup")
                .put("DBSubnetGroupName", "default")
                .put("VpcId", vpcId);
        description
                .putArray("VpcSecurityGroups")
                .addObject()
                .put("VpcSecurityGroupId", securityGroupId)
                .put("Status", "active");
        return this;
    }

    /** In the subnet group that {@link #vpc} made. */
    public RdsInstance subnet(String subnetId) {
        description.withArray("/DBSubnetGroup/Subnets").addObject().put("SubnetIdentifier", subnetId);
        return this;
    }

    ObjectNode description() {
        return description.deepCopy();
    }
}

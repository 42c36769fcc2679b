package dev.pgrm.devkit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.RdsClient;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DbClusterNotFoundException;
import software.amazon.awssdk.services.rds.model.DbInstanceNotFoundException;
import software.amazon.awssdk.services.rds.model.DbLogFileNotFoundException;
import software.amazon.awssdk.services.rds.model.DbParameterGroupNotFoundException;
import software.amazon.awssdk.services.rds.model.DownloadDbLogFilePortionResponse;
import software.amazon.awssdk.services.rds.model.Filter;
import software.amazon.awssdk.services.rds.model.Parameter;
import software.amazon.awssdk.services.rds.model.RdsException;

class RdsTest {
    private static final String REGION = "eu-west-1";
    private AwsEndpoint endpoint;
    private RdsClient rds;

    @BeforeEach
    void start() throws IOException {
        endpoint = AwsEndpoint.start();
        rds = SdkClients.of(endpoint).rds();
    }

    @AfterEach
    void stop() {
        rds.close();
        endpoint.close();
    }

    @Test
    void an_instance_is_described() {
        String arn = endpoint.rds()
                .add(
                        REGION,
                        RdsInstance.named("orders")
                                .at("127.0.0.1", 5433)
                                .version("17.2")
                                .database("shop")
                                .multiAz()
                                .iamAuthentication()
                                .vpc("vpc-1", "sg-1")
                                .subnet("subnet-1")
                                .masterUserSecret("arn:aws:secretsmanager:x")
                                .tag("team", "billing"));
        DBInstance instance = describe("orders");
        assertThat(instance.dbInstanceArn()).isEqualTo(arn);
        assertThat(instance.endpoint().address()).isEqualTo("127.0.0.1");
        assertThat(instance.endpoint().port()).isEqualTo(5433);
        assertThat(instance.engineVersion()).isEqualTo("17.2");
        assertThat(instance.dbName()).isEqualTo("shop");
        assertThat(instance.multiAZ()).isTrue();
        assertThat(instance.iamDatabaseAuthenticationEnabled()).isTrue();
        assertThat(instance.dbSubnetGroup().vpcId()).isEqualTo("vpc-1");
        assertThat(instance.dbSubnetGroup().subnets().getFirst().subnetIdentifier())
                .isEqualTo("subnet-1");
        assertThat(instance.vpcSecurityGroups().getFirst().vpcSecurityGroupId()).isEqualTo("sg-1");
        assertThat(instance.masterUserSecret().secretArn()).isEqualTo("arn:aws:secretsmanager:x");
        assertThat(instance.tagList().getFirst().value()).isEqualTo("billing");
        assertThat(instance.dbParameterGroups().getFirst().dbParameterGroupName())
                .isEqualTo("default.postgres17");
        assertThat(instance.instanceCreateTime()).isNotNull();
        assertThat(describe(arn).dbInstanceIdentifier()).isEqualTo("orders");
    }

    @Test
    void replicas_and_their_source_know_each_other_across_regions() {
        String source = endpoint.rds().add(REGION, RdsInstance.named("orders"));
        endpoint.rds().add(REGION, RdsInstance.named("orders-r1").replicaOf("orders"));
        String far =
                endpoint.rds().add("us-east-1", RdsInstance.named("orders-us").replicaOf(source));
        assertThat(describe("orders").readReplicaDBInstanceIdentifiers()).containsExactlyInAnyOrder("orders-r1", far);
        assertThat(describe("orders-r1").readReplicaSourceDBInstanceIdentifier())
                .isEqualTo("orders");
        try (RdsClient us = SdkClients.of(endpoint).in("us-east-1").rds()) {
            assertThat(us.describeDBInstances().dbInstances())
                    .singleElement()
                    .satisfies(replica -> assertThat(replica.readReplicaSourceDBInstanceIdentifier())
                            .isEqualTo(source));
        }
    }

    @Test
    void a_cluster_tells_its_writer_from_its_readers_and_a_failover_swaps_them() {
        endpoint.rds().add(REGION, RdsCluster.named("shop").endpoints("writer.local", "reader.local", 5432), "shop-1");
        endpoint.rds().add(REGION, RdsInstance.named("shop-1").inCluster("shop"));
        endpoint.rds().add(REGION, RdsInstance.named("shop-2").inCluster("shop"));
        assertThat(writer("shop")).isEqualTo("shop-1");
        var cluster = rds.describeDBClusters(describe -> describe.dbClusterIdentifier("shop"))
                .dbClusters()
                .getFirst();
        assertThat(cluster.dbClusterMembers()).hasSize(2);
        assertThat(cluster.endpoint()).isEqualTo("writer.local");
        assertThat(cluster.readerEndpoint()).isEqualTo("reader.local");
        endpoint.rds().failOver(REGION, "shop", "shop-2");
        assertThat(writer("shop")).isEqualTo("shop-2");
    }

    @Test
    void a_cluster_of_another_region_follows_by_arn() {
        String source = endpoint.rds().add(REGION, RdsCluster.named("shop"), "shop-1");
        String far = endpoint.rds().add("us-east-1", RdsCluster.named("shop-us").replicaOf(source), "shop-us-1");
        assertThat(rds.describeDBClusters().dbClusters().getFirst().readReplicaIdentifiers())
                .containsExactly(far);
        try (RdsClient us = SdkClients.of(endpoint).in("us-east-1").rds()) {
            assertThat(us.describeDBClusters().dbClusters().getFirst().replicationSourceIdentifier())
                    .isEqualTo(source);
        }
    }

    @Test
    void instances_come_in_pages_and_by_filter() {
        IntStream.range(0, 45).forEach(n -> endpoint.rds().add(REGION, RdsInstance.named("db-" + (10 + n))));
        endpoint.rds().add(REGION, RdsInstance.named("shop-1").inCluster("shop"));
        assertThat(rds.describeDBInstances(describe -> describe.maxRecords(20)).dbInstances())
                .hasSize(20);
        assertThat(rds.describeDBInstancesPaginator(describe -> describe.maxRecords(20)).dbInstances().stream()
                        .map(DBInstance::dbInstanceIdentifier)
                        .distinct())
                .hasSize(46);
        assertThat(rds.describeDBInstances(describe -> describe.filters(Filter.builder()
                                .name("db-cluster-id")
                                .values("shop")
                                .build()))
                        .dbInstances())
                .hasSize(1);
        assertThat(rds.describeDBInstances(describe -> describe.filters(Filter.builder()
                                .name("db-instance-id")
                                .values("db-11", "db-12", "db-99")
                                .build()))
                        .dbInstances())
                .hasSize(2);
    }

    @Test
    void parameters_show_what_a_user_set_over_the_defaults() {
        endpoint.rds().setParameter(REGION, "logical16", "rds.logical_replication", "1");
        assertThat(parameter("logical16").parameterValue()).isEqualTo("1");
        assertThat(parameter("logical16").source()).isEqualTo("user");
        assertThat(parameter("default.postgres16").parameterValue()).isEqualTo("0");
        endpoint.rds().setParameter(REGION, "aurora-logical", "rds.logical_replication", "1");
        assertThat(rds.describeDBClusterParameters(describe -> describe.dbClusterParameterGroupName("aurora-logical")
                                .source("user"))
                        .parameters())
                .singleElement()
                .satisfies(set -> assertThat(set.parameterName()).isEqualTo("rds.logical_replication"));
    }

    @Test
    void a_proxy_and_its_further_endpoint_are_told() {
        endpoint.rds().addProxy(REGION, "pool", "pool.proxy-abc.eu-west-1.rds.amazonaws.com");
        endpoint.rds()
                .addProxyEndpoint(REGION, "pool", "reads", "reads.endpoint.proxy-abc.eu-west-1.rds.amazonaws.com");
        assertThat(rds.describeDBProxies(ask -> ask.maxRecords(20)).dbProxies())
                .singleElement()
                .satisfies(proxy -> {
                    assertThat(proxy.engineFamily()).isEqualTo("POSTGRESQL");
                    assertThat(proxy.endpoint()).startsWith("pool.proxy-");
                });
        assertThat(rds.describeDBProxyEndpoints(ask -> ask.maxRecords(20)).dbProxyEndpoints())
                .singleElement()
                .satisfies(further -> assertThat(further.dbProxyName()).isEqualTo("pool"));
    }

    @Test
    void a_log_is_read_on_from_its_marker() {
        endpoint.rds().add(REGION, RdsInstance.named("orders"));
        String log = "error/postgresql.log.2026-11-01-12";
        endpoint.rds().appendLog(REGION, "orders", log, "one\ntwo\nthree\n");
        assertThat(rds.describeDBLogFiles(describe -> describe.dbInstanceIdentifier("orders"))
                        .describeDBLogFiles())
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.logFileName()).isEqualTo(log);
                    assertThat(file.size()).isEqualTo(14);
                });
        var first = portion(log, "0", 2);
        assertThat(first.logFileData()).isEqualTo("one\ntwo\n");
        assertThat(first.additionalDataPending()).isTrue();
        var second = portion(log, first.marker(), 2);
        assertThat(second.logFileData()).isEqualTo("three\n");
        assertThat(second.additionalDataPending()).isFalse();

        endpoint.rds().appendLog(REGION, "orders", log, "four\n");
        assertThat(portion(log, second.marker(), 2).logFileData()).isEqualTo("four\n");
        assertThat(rds.downloadDBLogFilePortion(download -> download.dbInstanceIdentifier("orders")
                                .logFileName(log)
                                .numberOfLines(2))
                        .logFileData())
                .isEqualTo("three\nfour\n");
    }

    @Test
    void what_is_absent_or_out_of_range_is_refused() {
        endpoint.rds().add(REGION, RdsInstance.named("orders"));
        assertThatThrownBy(() -> describe("absent")).isInstanceOf(DbInstanceNotFoundException.class);
        assertThatThrownBy(() -> writer("absent")).isInstanceOf(DbClusterNotFoundException.class);
        assertThatThrownBy(() -> parameter("absent")).isInstanceOf(DbParameterGroupNotFoundException.class);
        assertThatThrownBy(() -> portion("absent", "0", 1)).isInstanceOf(DbLogFileNotFoundException.class);
        assertThatThrownBy(() -> rds.describeDBInstances(describe -> describe.maxRecords(5)))
                .isInstanceOf(RdsException.class)
                .hasMessageContaining("MaxRecords");
    }

    private DBInstance describe(String id) {
        return rds.describeDBInstances(describe -> describe.dbInstanceIdentifier(id))
                .dbInstances()
                .getFirst();
    }

    private String writer(String cluster) {
        return rds
                .describeDBClusters(describe -> describe.dbClusterIdentifier(cluster))
                .dbClusters()
                .getFirst()
                .dbClusterMembers()
                .stream()
                .filter(DBClusterMember::isClusterWriter)
                .map(DBClusterMember::dbInstanceIdentifier)
                .findFirst()
                .orElseThrow();
    }

    private Parameter parameter(String group) {
        return rds.describeDBParametersPaginator(describe -> describe.dbParameterGroupName(group)).parameters().stream()
                .filter(each -> each.parameterName().equals("rds.logical_replication"))
                .findFirst()
                .orElseThrow();
    }

    private DownloadDbLogFilePortionResponse portion(String log, String marker, int lines) {
        return rds.downloadDBLogFilePortion(download -> download.dbInstanceIdentifier("orders")
                .logFileName(log)
                .marker(marker)
                .numberOfLines(lines));
    }
}

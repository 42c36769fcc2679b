package dev.pgrm.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.MovableClock;
import dev.pgrm.devkit.aws.AccessKey;
import dev.pgrm.devkit.aws.AwsEndpoint;
import dev.pgrm.devkit.aws.Denial;
import dev.pgrm.devkit.aws.RdsCluster;
import dev.pgrm.devkit.aws.RdsInstance;
import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.aws.RdsDatabase;
import dev.pgrm.domain.aws.RdsDatabase.Kind;
import dev.pgrm.domain.aws.RdsDatabase.LogicalReplication;
import dev.pgrm.domain.aws.RdsDatabase.LogicalReplication.State;
import dev.pgrm.domain.aws.RdsInventory;
import dev.pgrm.domain.aws.RdsInventory.Blind;
import dev.pgrm.domain.aws.RdsLogs;
import dev.pgrm.domain.aws.RdsLogs.LogFile;
import dev.pgrm.domain.aws.RdsPlace;
import dev.pgrm.domain.aws.RdsProxy;
import dev.pgrm.domain.aws.RdsSearch;
import dev.pgrm.domain.aws.SecretListing;
import dev.pgrm.domain.aws.SecretListing.Named;
import dev.pgrm.domain.aws.SecretSearch;
import dev.pgrm.domain.postgres.Endpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

class AwsSdkAccountTest {
    private static final String REGION = "eu-west-1";
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofSeconds(1));

    private final List<AutoCloseable> opened = new ArrayList<>();
    private final MovableClock clock = new MovableClock();
    private AwsEndpoint aws;
    private AwsSdkAccount account;

    @BeforeEach
    void start() throws IOException {
        aws = AwsEndpoint.start();
        account = account(signingWith(aws.accessKey()), Patience.USUAL, null);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        aws.close();
    }

    @Test
    void an_instance_is_found_with_all_that_registering_it_takes() {
        aws.rds().setParameter(REGION, "logical17", "rds.logical_replication", "1");
        String arn = aws.rds()
                .add(
                        REGION,
                        RdsInstance.named("orders")
                                .at("orders.abc.eu-west-1.rds.amazonaws.com", 5433)
                                .version("17.2")
                                .parameterGroup("logical17", "pending-reboot")
                                .database("shop")
                                .multiAz()
                                .iamAuthentication()
                                .vpc("vpc-1", "sg-1")
                                .subnet("subnet-1")
                                .masterUserSecret("arn:aws:secretsmanager:x")
                                .tag("team", "billing"));
        RdsDatabase found = only(look(REGION));
        assertThat(found.arn()).isEqualTo(arn);
        assertThat(found.place()).isEqualTo(new RdsPlace(REGION, "123456789012", null));
        assertThat(found.resourceId()).startsWith("db-");
        assertThat(found.endpoint()).isEqualTo(new Endpoint("orders.abc.eu-west-1.rds.amazonaws.com", 5433));
        assertThat(found.version()).isEqualTo("17.2");
        assertThat(found.database()).isEqualTo("shop");
        assertThat(found.masterSecretArn()).isEqualTo("arn:aws:secretsmanager:x");
        assertThat(found.logicalReplication()).isEqualTo(new LogicalReplication(State.ON, true));
        assertThat(found.multiAz()).isTrue();
        assertThat(found.iamSignIn()).isTrue();
        assertThat(found.network()).isEqualTo(new RdsDatabase.Network("vpc-1", List.of("subnet-1"), List.of("sg-1")));
        assertThat(found.tags()).containsEntry("team", "billing");
    }

    @Test
    void what_is_not_postgresql_is_passed_over() {
        aws.rds().add(REGION, RdsInstance.named("orders"));
        aws.rds().add(REGION, RdsInstance.named("legacy").engine("mysql"));
        assertThat(look(REGION).databases()).extracting(RdsDatabase::identifier).containsExactly("orders");
    }

    @Test
    void replicas_are_told_with_their_sources_across_regions() {
        String source = aws.rds().add(REGION, RdsInstance.named("orders"));
        aws.rds().add(REGION, RdsInstance.named("orders-r1").replicaOf("orders"));
        String far = aws.rds().add("us-east-1", RdsInstance.named("orders-us").replicaOf(source));
        RdsInventory found = look(REGION, "us-east-1");
        RdsDatabase orders = named(found, "orders");
        assertThat(orders.replication().replicas()).containsExactlyInAnyOrder("orders-r1", far);
        assertThat(found.named(named(found, "orders-us").replication().source(), named(found, "orders-us")))
                .isEqualTo(orders);
        assertThat(found.named(named(found, "orders-r1").replication().source(), named(found, "orders-r1")))
                .isEqualTo(orders);
        assertThat(orders.logicalReplication()).isEqualTo(new LogicalReplication(State.OFF, false));
    }

    @Test
    void a_cluster_is_found_with_its_writer_and_its_readers() {
        aws.rds().setParameter(REGION, "aurora-logical", "rds.logical_replication", "1");
        aws.rds()
                .add(
                        REGION,
                        RdsCluster.named("shop")
                                .endpoints("writer.local", "reader.local", 5432)
                                .parameterGroup("aurora-logical"),
                        "shop-1");
        aws.rds().add(REGION, RdsInstance.named("shop-1").inCluster("shop").vpc("vpc-1", "sg-1"));
        aws.rds().add(REGION, RdsInstance.named("shop-2").inCluster("shop"));
        RdsInventory found = look(REGION);
        RdsDatabase cluster = named(found, "shop");
        assertThat(cluster.kind()).isEqualTo(Kind.CLUSTER);
        assertThat(cluster.endpoints())
                .containsExactly(new Endpoint("writer.local", 5432), new Endpoint("reader.local", 5432));
        assertThat(cluster.replication().members()).containsExactlyInAnyOrder("shop-1", "shop-2");
        assertThat(cluster.network().vpcId()).isEqualTo("vpc-1");
        assertThat(named(found, "shop-1").replication().writer()).isTrue();
        assertThat(named(found, "shop-2").replication().writer()).isFalse();
        assertThat(named(found, "shop-2").logicalReplication().state()).isEqualTo(State.ON);
        assertThat(found.clusterOf(named(found, "shop-2"))).isEqualTo(cluster);
    }

    @Test
    void proxies_are_told_apart() {
        aws.rds().addProxy(REGION, "pool", "pool.proxy-abc.eu-west-1.rds.amazonaws.com");
        aws.rds().addProxyEndpoint(REGION, "pool", "reads", "reads.endpoint.proxy-abc.eu-west-1.rds.amazonaws.com");
        RdsInventory found = look(REGION);
        assertThat(found.databases()).isEmpty();
        assertThat(found.proxies()).extracting(RdsProxy::name).containsExactly("pool", "pool/reads");
    }

    @Test
    void hundreds_come_in_pages_and_throttling_is_waited_out() {
        IntStream.range(0, 230).forEach(n -> aws.rds().add(REGION, RdsInstance.named("db-" + n)));
        aws.troubles().throttle("rds:DescribeDBInstances", 2);
        assertThat(look(REGION).databases()).hasSize(230);
        assertThat(aws.requests().of("DescribeDBInstances")).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void another_account_is_seen_as_its_role() {
        var role = new IamRole(aws.identities().role("reader", "agreed"), "agreed");
        aws.rds().add(REGION, RdsInstance.named("orders"));
        RdsInventory found = account.rds(new RdsSearch(List.of(REGION), false, false, List.of(role)));
        assertThat(only(found).place().foundAs()).isEqualTo(role);
        assertThat(aws.requests().of("DescribeDBInstances"))
                .singleElement()
                .satisfies(request -> assertThat(request.principal()).contains("assumed-role/reader"));
    }

    @Test
    void a_region_or_a_role_that_fails_hides_nothing_of_the_others() {
        aws.rds().add(REGION, RdsInstance.named("orders"));
        var stranger = new IamRole("arn:aws:iam::210987654321:role/absent", null);
        aws.troubles().deny(Denial.of("rds:*").on("arn:aws:rds:us-east-1:*"));
        RdsInventory found = account.rds(new RdsSearch(List.of(REGION, "us-east-1"), false, true, List.of(stranger)));
        assertThat(only(found).identifier()).isEqualTo("orders");
        assertThat(found.troubles())
                .anySatisfy(blind -> {
                    assertThat(blind.region()).isEqualTo("us-east-1");
                    assertThat(blind.trouble().remedy()).contains("rds:DescribeDBInstances");
                })
                .anySatisfy(blind -> {
                    assertThat(blind.account()).isEqualTo("210987654321");
                    assertThat(blind.trouble().code()).isEqualTo("role_not_assumed");
                });
    }

    @Test
    void a_denied_parameter_leaves_its_value_unknown() {
        aws.rds().add(REGION, RdsInstance.named("orders"));
        aws.troubles().deny(Denial.of("rds:DescribeDBParameters"));
        RdsInventory found = look(REGION);
        assertThat(only(found).logicalReplication().state()).isEqualTo(State.UNKNOWN);
        assertThat(found.troubles())
                .extracting(Blind::trouble)
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.code()).isEqualTo("aws_access_denied"));
    }

    @Test
    void a_region_that_hangs_is_told_in_time() throws Exception {
        aws.rds().add(REGION, RdsInstance.named("orders"));
        AwsSdkAccount hasty = account(signingWith(aws.accessKey()), SHORT, null);
        try (var stalled = aws.troubles().stall("rds:*")) {
            assertThat(stalled).isNotNull();
            assertThat(hasty.rds(search(REGION)).troubles())
                    .extracting(blind -> blind.trouble().code())
                    .containsExactly("aws_unreachable");
        }
    }

    @Test
    void log_files_are_listed_for_those_that_are_asked_for() {
        String arn = aws.rds().add(REGION, RdsInstance.named("orders"));
        aws.rds().appendLog(REGION, "orders", "error/postgresql.log.1", "one\n");
        var place = new RdsPlace(REGION, "123456789012", null);
        RdsLogs logs =
                account.logs(List.of(new RdsLogs.Of("orders", arn, place), new RdsLogs.Of("absent", arn + "x", place)));
        assertThat(logs.files()).containsOnlyKeys(arn);
        assertThat(logs.files().get(arn))
                .isNotNull()
                .satisfies(listing -> assertThat(listing.files())
                        .extracting(LogFile::name, LogFile::bytes)
                        .containsExactly(org.assertj.core.groups.Tuple.tuple("error/postgresql.log.1", 4L)));
        assertThat(logs.troubles()).extracting(blind -> blind.trouble().code()).containsExactly("aws_refused");
    }

    @Test
    void without_credentials_nothing_is_asked_and_they_are_looked_for_once_a_minute() {
        var looked = new AtomicInteger();
        AwsSdkAccount nobody = account(
                () -> {
                    looked.incrementAndGet();
                    throw SdkClientException.create("Unable to load credentials");
                },
                Patience.USUAL,
                REGION);
        for (int i = 0; i < 3; i++) {
            assertThat(nobody.rds(search(REGION)).troubles())
                    .extracting(blind -> blind.trouble().code())
                    .containsExactly("aws_credentials_missing");
        }
        assertThat(looked).hasValue(1);
        clock.advance(Duration.ofMinutes(2));
        nobody.rds(search(REGION));
        assertThat(looked).hasValue(2);
        assertThat(aws.requests().all()).isEmpty();
    }

    @Test
    void the_own_region_is_looked_through_too_unless_others_are_named() {
        aws.rds().add("eu-north-1", RdsInstance.named("orders"));
        AwsSdkAccount atHome = account(signingWith(aws.accessKey()), Patience.USUAL, "eu-north-1");
        assertThat(atHome.rds(new RdsSearch(List.of(), true, true, List.of())).databases())
                .hasSize(1);
        assertThat(atHome.rds(search(REGION)).databases()).isEmpty();
        assertThat(account.rds(new RdsSearch(List.of(), true, true, List.of())).troubles())
                .extracting(blind -> blind.trouble().code())
                .containsExactly("aws_region_missing");
    }

    @Test
    void secrets_are_found_by_a_part_of_their_name_and_never_read() {
        String orders = aws.secrets().put(REGION, "prod/Orders-monitor", "{\"password\": \"hunter2\"}");
        aws.secrets().put(REGION, "prod/stock", "{}");
        aws.secrets().put("us-east-1", "orders-far", "{}");
        assertThat(secrets(null, REGION).secrets())
                .extracting(Named::name)
                .containsExactly("prod/Orders-monitor", "prod/stock");
        assertThat(secrets("orders", REGION).secrets())
                .containsExactly(new Named("prod/Orders-monitor", orders, REGION, null, null));
        assertThat(secrets("ORDERS", REGION, "us-east-1").secrets())
                .extracting(Named::region)
                .containsExactly("us-east-1", REGION);
        assertThat(secrets("nothing of the kind", REGION)).isEqualTo(new SecretListing(List.of(), false, List.of()));
        assertThat(aws.requests().of("GetSecretValue")).isEmpty();
    }

    @Test
    void many_secrets_come_in_pages_and_those_beyond_are_searched_by_aws() {
        IntStream.range(0, 2050)
                .forEach(n -> aws.secrets().put(REGION, String.format(Locale.ROOT, "app-%04d", n), "{}"));
        SecretListing all = secrets(null, REGION);
        assertThat(all.secrets()).hasSize(200);
        assertThat(all.more()).isTrue();
        assertThat(secrets("app-2049", REGION).secrets())
                .extracting(Named::name)
                .containsExactly("app-2049");
        assertThat(aws.requests().of("ListSecrets")).hasSizeLessThan(50);
    }

    @Test
    void a_region_whose_secrets_may_not_be_listed_is_told_with_what_is_missing() {
        aws.secrets().put(REGION, "orders", "{}");
        aws.troubles().deny(Denial.of("secretsmanager:ListSecrets"));
        assertThat(secrets(null, REGION).troubles()).singleElement().satisfies(blind -> {
            assertThat(blind.region()).isEqualTo(REGION);
            assertThat(blind.trouble().code()).isEqualTo("aws_access_denied");
            assertThat(blind.trouble().remedy()).contains("Allow secretsmanager:ListSecrets on *");
        });
    }

    @Test
    void secrets_of_another_account_are_seen_as_its_role() {
        var role = new IamRole(aws.identities().role("reader", "agreed"), "agreed");
        aws.secrets().put(REGION, "orders", "{}");
        SecretListing found = account.secrets(new SecretSearch(null, List.of(REGION), false, false, List.of(role)));
        assertThat(found.secrets()).extracting(Named::foundAs).containsExactly(role);
    }

    @Test
    void without_credentials_no_secret_is_listed() {
        AwsSdkAccount nobody = account(
                () -> {
                    throw SdkClientException.create("Unable to load credentials");
                },
                Patience.USUAL,
                REGION);
        assertThat(nobody.secrets(new SecretSearch(null, List.of(REGION), false, true, List.of()))
                        .troubles())
                .extracting(blind -> blind.trouble().code())
                .containsExactly("aws_credentials_missing");
        assertThat(aws.requests().all()).isEmpty();
    }

    private SecretListing secrets(@Nullable String text, String... regions) {
        return account.secrets(new SecretSearch(text, List.of(regions), false, true, List.of()));
    }

    private RdsInventory look(String... regions) {
        return account.rds(search(regions));
    }

    private static RdsSearch search(String... regions) {
        return new RdsSearch(List.of(regions), false, true, List.of());
    }

    private static RdsDatabase only(RdsInventory found) {
        assertThat(found.databases()).as(found::toString).hasSize(1);
        return found.databases().getFirst();
    }

    private static RdsDatabase named(RdsInventory found, String identifier) {
        return found.databases().stream()
                .filter(each -> each.identifier().equals(identifier))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + identifier + " in " + found));
    }

    private AwsSdkAccount account(AwsCredentialsProvider signer, Patience patience, @Nullable String home) {
        var nowhere = AwsAccess.to(aws.uri(), signer, patience);
        var access = home == null ? nowhere : nowhere.in(home);
        var identity = new AwsIdentity(access, clock);
        var made = new AwsSdkAccount(identity);
        opened.add(made);
        opened.add(identity);
        opened.add(access);
        return made;
    }

    static AwsCredentialsProvider signingWith(AccessKey key) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(key.id(), key.secret()));
    }
}

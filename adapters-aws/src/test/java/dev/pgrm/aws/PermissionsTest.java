package dev.pgrm.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pgrm.application.MovableClock;
import dev.pgrm.devkit.aws.AwsEndpoint;
import dev.pgrm.devkit.aws.Denial;
import dev.pgrm.domain.aws.AwsPermissions;
import dev.pgrm.domain.aws.AwsPermissions.Check;
import dev.pgrm.domain.aws.AwsPermissions.Outcome;
import dev.pgrm.domain.aws.AwsPermissions.Statement;
import dev.pgrm.domain.aws.AwsUse;
import dev.pgrm.domain.aws.AwsUse.Reading;
import dev.pgrm.domain.aws.AwsUse.SignIn;
import dev.pgrm.domain.aws.IamRole;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

class PermissionsTest {
    private static final String REGION = "eu-west-1";
    private static final String PREFIX = REGION + ":123456789012:";
    private static final AwsUse NOTHING = use(List.of(), List.of());

    private final List<AutoCloseable> opened = new ArrayList<>();
    private AwsEndpoint aws;
    private AwsSdkAccount account;

    @BeforeEach
    void start() throws IOException {
        aws = AwsEndpoint.start();
        account = account(AwsSdkAccountTest.signingWith(aws.accessKey()));
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        aws.close();
    }

    @Test
    void whoever_may_do_everything_lacks_nothing() {
        AwsPermissions permissions = account.permissions(NOTHING);
        assertThat(permissions.ok()).as(permissions::toString).isTrue();
        assertThat(permissions.missing()).isEmpty();
        assertThat(permissions.policies()).isEmpty();
        assertThat(permissions.caller())
                .isEqualTo(new AwsPermissions.Caller("123456789012", "arn:aws:iam::123456789012:user/pgrm"));
        assertThat(permissions.checks())
                .extracting(Check::action)
                .contains(
                        "sts:GetCallerIdentity",
                        "secretsmanager:GetSecretValue",
                        "ssm:GetParameter",
                        "kms:Decrypt",
                        "rds:DescribeDBInstances",
                        "rds:DescribeDBClusters",
                        "rds:DescribeDBParameters",
                        "rds:DescribeDBLogFiles",
                        "rds:DownloadDBLogFilePortion",
                        "sns:Publish",
                        "cloudwatch:PutMetricData",
                        "rds-db:connect");
    }

    @Test
    void trying_leaves_no_trace() {
        String topic = aws.topics().create(REGION, "pgrm-alerts");
        account.permissions(NOTHING);
        assertThat(topic).endsWith("pgrm-alerts");
        assertThat(aws.topics().messages()).isEmpty();
        assertThat(aws.metrics().all()).isEmpty();
        assertThat(aws.requests().all())
                .extracting("action")
                .doesNotContain("CreateSecret", "PutSecretValue", "PutParameter", "CreateTopic");
    }

    @ParameterizedTest
    @CsvSource({
        "secretsmanager:GetSecretValue, arn:aws:secretsmanager:" + PREFIX + "secret:pgrm/*",
        "secretsmanager:ListSecrets, *",
        "ssm:GetParameter, arn:aws:ssm:" + PREFIX + "parameter/pgrm/*",
        "rds:DescribeDBInstances, arn:aws:rds:" + PREFIX + "db:*",
        "rds:DescribeDBClusters, arn:aws:rds:" + PREFIX + "cluster:*",
        "rds:DescribeDBParameters, arn:aws:rds:" + PREFIX + "pg:*",
        "rds:DescribeDBClusterParameters, arn:aws:rds:" + PREFIX + "cluster-pg:*",
        "rds:DescribeDBProxies, arn:aws:rds:" + PREFIX + "db-proxy:*",
        "rds:DescribeDBLogFiles, arn:aws:rds:" + PREFIX + "db:*",
        "rds:DownloadDBLogFilePortion, arn:aws:rds:" + PREFIX + "db:*",
        "sns:Publish, arn:aws:sns:" + PREFIX + "pgrm-*",
        "cloudwatch:PutMetricData, *"
    })
    void what_is_denied_is_missing_and_its_policy_adds_no_more(String action, String resource) {
        aws.troubles().deny(Denial.of(action));
        AwsPermissions permissions = account.permissions(NOTHING);
        assertThat(permissions.ok()).isFalse();
        assertThat(permissions.missing()).containsExactly(action);
        assertThat(permissions.policies()).singleElement().satisfies(policy -> {
            assertThat(policy.role()).isNull();
            assertThat(policy.statements()).singleElement().satisfies(statement -> {
                assertThat(statement.action()).isEqualTo(action);
                assertThat(statement.resources()).containsExactly(resource);
            });
        });
        assertThat(check(permissions, action).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Denied.class,
                        denied -> assertThat(denied.trouble().remedy()).contains(action));
    }

    @ParameterizedTest
    @CsvSource({
        "RequestExpired, aws_clock_skewed",
        "RegionDisabledException, aws_credentials_invalid",
        "InvalidAccessKeyId, aws_credentials_invalid"
    })
    void what_aws_refuses_for_who_or_when_we_are_is_not_taken_for_allowed(String errorCode, String code) {
        for (int i = 0; i < 10; i++) {
            aws.troubles().refuse("ssm:GetParameter", 400, errorCode, "because");
        }
        assertThat(check(account.permissions(NOTHING), "ssm:GetParameter").outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.trouble().code()).isEqualTo(code));
    }

    @Test
    void registered_secrets_and_parameters_are_what_is_tried() {
        String secret = aws.secrets().put(REGION, "orders", "{}");
        aws.parameters().putSecure(REGION, "/pgrm/billing", "{}");
        var uses = use(List.of(new Reading(secret, REGION, null)), List.of(new Reading("/pgrm/billing", REGION, null)));
        AwsPermissions permissions = account.permissions(uses);
        assertThat(permissions.ok()).as(permissions::toString).isTrue();
        assertThat(check(permissions, "secretsmanager:GetSecretValue").resource())
                .isEqualTo(secret);
        assertThat(check(permissions, "ssm:GetParameter").resource())
                .isEqualTo("arn:aws:ssm:" + PREFIX + "parameter/pgrm/billing");
        assertThat(check(permissions, "kms:Decrypt").outcome()).isInstanceOf(Outcome.Allowed.class);
        assertThat(permissions.toString()).doesNotContain("{}");
    }

    @Test
    void a_key_that_may_not_be_used_is_what_is_missing_and_not_the_secret() {
        String secret = aws.secrets().put(REGION, "orders", "{}");
        aws.secrets().encrypt(secret, "alias/forbidden");
        aws.secrets().forbidKey("alias/forbidden");
        AwsPermissions permissions = account.permissions(use(List.of(new Reading(secret, REGION, null)), List.of()));
        assertThat(permissions.missing()).containsExactly("kms:Decrypt");
        assertThat(permissions.policies().getFirst().statements())
                .singleElement()
                .extracting(Statement::conditions)
                .satisfies(conditions -> assertThat(conditions).containsKey("StringLike"));
    }

    @Test
    void a_role_that_does_not_trust_us_is_missing_and_what_it_lacks_is_a_policy_of_its_own() {
        var trusted = new IamRole(aws.identities().role("trusted"), null);
        var wary = new IamRole(aws.identities().role("wary", "agreed"), "wrong");
        aws.troubles().deny(Denial.of("rds:DescribeDBClusters").to("arn:aws:sts::*:assumed-role/trusted/*"));
        var uses = new AwsUse(List.of(), List.of(), List.of(), List.of(trusted, wary), List.of(REGION), false);
        AwsPermissions permissions = account.permissions(uses);
        assertThat(permissions.missing()).containsExactly("rds:DescribeDBClusters", "sts:AssumeRole");
        assertThat(permissions.policies())
                .anySatisfy(policy -> {
                    assertThat(policy.role()).isNull();
                    assertThat(policy.statements())
                            .singleElement()
                            .satisfies(statement ->
                                    assertThat(statement.resources()).containsExactly(wary.arn()));
                })
                .anySatisfy(policy -> {
                    assertThat(policy.role()).isEqualTo(trusted.arn());
                    assertThat(policy.statements())
                            .singleElement()
                            .satisfies(
                                    statement -> assertThat(statement.action()).isEqualTo("rds:DescribeDBClusters"));
                });
    }

    @Test
    void signing_in_with_a_token_shows_only_where_somebody_connects() {
        var uses = new AwsUse(
                List.of(), List.of(), List.of(new SignIn("monitor", REGION)), List.of(), List.of(REGION), false);
        Check check = check(account.permissions(uses), "rds-db:connect");
        assertThat(check.outcome()).isInstanceOf(Outcome.Skipped.class);
        assertThat(check.resource()).isEqualTo("arn:aws:rds-db:" + PREFIX + "dbuser:*/monitor");
    }

    @Test
    void without_credentials_everything_is_skipped_and_nothing_is_asked() {
        AwsPermissions permissions = account(() -> {
                    throw SdkClientException.create("Unable to load credentials");
                })
                .permissions(NOTHING);
        assertThat(permissions.checks())
                .hasSizeGreaterThan(8)
                .allSatisfy(check -> assertThat(check.outcome())
                        .isInstanceOfSatisfying(
                                Outcome.Skipped.class,
                                skipped -> assertThat(skipped.reason().code()).isEqualTo("aws_credentials_missing")));
        assertThat(permissions.ok()).isTrue();
        assertThat(aws.requests().all()).isEmpty();
    }

    @Test
    void keys_that_aws_does_not_know_fail_once() {
        AwsPermissions permissions = account(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAUNKNOWN", "x")))
                .permissions(NOTHING);
        assertThat(permissions.ok()).isFalse();
        assertThat(permissions.caller()).isNull();
        assertThat(permissions.missing()).isEmpty();
        assertThat(check(permissions, "sts:GetCallerIdentity").outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.trouble().code()).isEqualTo("aws_credentials_invalid"));
        assertThat(aws.requests().all()).hasSize(1);
    }

    private static AwsUse use(List<Reading> secrets, List<Reading> parameters) {
        return new AwsUse(secrets, parameters, List.of(), List.of(), List.of(REGION), false);
    }

    private static Check check(AwsPermissions permissions, String action) {
        return permissions.checks().stream()
                .filter(check -> check.action().equals(action))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + action + " in " + permissions));
    }

    private AwsSdkAccount account(AwsCredentialsProvider signer) {
        var access = AwsAccess.to(aws.uri(), signer, Patience.USUAL);
        var identity = new AwsIdentity(access, new MovableClock());
        var made = new AwsSdkAccount(identity);
        opened.add(made);
        opened.add(identity);
        opened.add(access);
        return made;
    }
}

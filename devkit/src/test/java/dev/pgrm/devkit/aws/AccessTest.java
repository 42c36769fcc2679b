package dev.pgrm.devkit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sts.model.Credentials;

class AccessTest {
    private final SteppingClock clock = new SteppingClock();
    private AwsEndpoint endpoint;
    private SdkClients clients;
    private String arn;

    @BeforeEach
    void start() throws IOException {
        endpoint = AwsEndpoint.start(0, clock);
        clients = SdkClients.of(endpoint);
        arn = endpoint.secrets().put("eu-west-1", "orders", "hidden-value");
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void a_denied_action_names_user_action_and_resource() {
        endpoint.troubles().deny(Denial.of("secretsmanager:GetSecretValue"));
        assertThatThrownBy(() -> read(clients))
                .hasMessageContaining("User: arn:aws:iam::123456789012:user/pgrm is not authorized to perform:"
                        + " secretsmanager:GetSecretValue on resource: " + arn
                        + " because no identity-based policy allows the secretsmanager:GetSecretValue action");
        assertRefused(() -> read(clients), 400, "AccessDeniedException");
    }

    @Test
    void a_denial_holds_for_its_resource_and_principal_alone() {
        String other = endpoint.secrets().put("eu-west-1", "other", "x");
        AccessKey guest = endpoint.identities().user("guest");
        Denial denial = Denial.of("secretsmanager:*").on(arn).to(guest.id());
        endpoint.troubles().deny(denial);

        SdkClients asGuest = SdkClients.of(endpoint, guest);
        assertRefused(() -> read(asGuest), 400, "AccessDeniedException");
        asGuest.secretsManager().getSecretValue(get -> get.secretId(other));
        read(clients);

        endpoint.troubles().allow(denial);
        read(asGuest);
    }

    @Test
    void each_protocol_words_a_denial_in_its_way() {
        endpoint.troubles().deny(Denial.of("rds:*"));
        endpoint.troubles().deny(Denial.of("sns:*"));
        endpoint.troubles().deny(Denial.of("cloudwatch:*"));
        assertRefused(() -> clients.rds().describeDBInstances(), 403, "AccessDenied");
        assertRefused(() -> clients.sns().listTopics(), 403, "AuthorizationError");
        assertRefused(() -> clients.cloudWatch().listMetrics(), 403, "AccessDenied");
    }

    @Test
    void a_session_acts_as_its_role_until_it_expires() {
        String role = endpoint.identities().role("reader", "external-7");
        assertRefused(() -> assume(role, null), 403, "AccessDenied");
        assertRefused(() -> assume(role, "external-8"), 403, "AccessDenied");

        Credentials given = assume(role, "external-7");
        SdkClients session = clients.as(
                AwsSessionCredentials.create(given.accessKeyId(), given.secretAccessKey(), given.sessionToken()));
        assertThat(session.sts().getCallerIdentity().arn())
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/reader/night");
        read(session);
        endpoint.troubles().deny(Denial.of("*").to("arn:aws:sts::123456789012:assumed-role/reader/*"));
        assertRefused(() -> read(session), 400, "AccessDeniedException");

        clock.advance(Duration.ofHours(1));
        assertRefused(() -> read(session), 400, "ExpiredTokenException");
        assertRefused(() -> session.sts().getCallerIdentity(), 403, "ExpiredToken");
    }

    @Test
    void an_unknown_key_or_a_wrong_token_is_not_recognised() {
        assertRefused(
                () -> read(clients.as(AwsBasicCredentials.create("AKIAUNKNOWN", "x"))),
                400,
                "UnrecognizedClientException");
        assertRefused(
                () -> clients.as(AwsBasicCredentials.create("AKIAUNKNOWN", "x"))
                        .rds()
                        .describeDBInstances(),
                403,
                "InvalidClientTokenId");
        AccessKey key = endpoint.accessKey();
        assertRefused(
                () -> read(clients.as(AwsSessionCredentials.create(key.id(), key.secret(), "wrong"))),
                400,
                "UnrecognizedClientException");
    }

    @Test
    void throttling_and_failures_last_as_often_as_asked() {
        endpoint.troubles().throttle("secretsmanager:GetSecretValue", 2);
        endpoint.troubles().fail("rds:DescribeDBInstances", 1);
        assertRefused(() -> read(clients), 400, "ThrottlingException");
        assertRefused(() -> read(clients), 400, "ThrottlingException");
        read(clients);
        assertRefused(() -> clients.rds().describeDBInstances(), 500, "InternalFailure");
        clients.rds().describeDBInstances();
    }

    @Test
    void the_log_tells_who_did_what_to_which_and_never_a_value() {
        read(clients);
        endpoint.troubles().deny(Denial.of("secretsmanager:GetSecretValue"));
        assertRefused(() -> read(clients), 400, "AccessDeniedException");
        assertThat(endpoint.requests().of("GetSecretValue"))
                .containsExactly(
                        new LoggedRequest(
                                "secretsmanager",
                                "eu-west-1",
                                "GetSecretValue",
                                arn,
                                "arn:aws:iam::123456789012:user/pgrm",
                                "OK"),
                        new LoggedRequest(
                                "secretsmanager",
                                "eu-west-1",
                                "GetSecretValue",
                                arn,
                                "arn:aws:iam::123456789012:user/pgrm",
                                "AccessDeniedException"));
        assertThat(endpoint.requests().all().toString()).doesNotContain("hidden-value");
        assertThat(endpoint.accessKey().toString())
                .doesNotContain(endpoint.accessKey().secret());
    }

    private void read(SdkClients as) {
        as.secretsManager().getSecretValue(get -> get.secretId(arn));
    }

    private Credentials assume(String role, @Nullable String externalId) {
        return clients.sts()
                .assumeRole(
                        assume -> assume.roleArn(role).roleSessionName("night").externalId(externalId))
                .credentials();
    }

    private static void assertRefused(ThrowingCallable act, int status, String code) {
        assertThatThrownBy(act).asInstanceOf(type(AwsServiceException.class)).satisfies(refused -> {
            assertThat(refused.statusCode()).isEqualTo(status);
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }
}

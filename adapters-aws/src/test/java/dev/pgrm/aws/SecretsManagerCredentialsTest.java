package dev.pgrm.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pgrm.application.MovableClock;
import dev.pgrm.application.credential.Credential;
import dev.pgrm.application.credential.Credentials.Lookup;
import dev.pgrm.devkit.aws.AccessKey;
import dev.pgrm.devkit.aws.AwsEndpoint;
import dev.pgrm.devkit.aws.Denial;
import dev.pgrm.devkit.aws.Troubles;
import dev.pgrm.domain.Trouble;
import dev.pgrm.domain.aws.IamRole;
import dev.pgrm.domain.database.CredentialReference;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

class SecretsManagerCredentialsTest {
    private static final String PASSWORD = "S3cret-never-shown";
    private static final String SECRET = """
            {"username": "monitor", "password": "S3cret-never-shown"}""";

    private AwsSite site;
    private AwsEndpoint aws;
    private MovableClock clock;
    private SecretsManagerCredentials credentials;

    @BeforeEach
    void start() throws IOException {
        site = new AwsSite();
        aws = site.aws;
        clock = site.clock;
        credentials = site.secretsManager(site.identity());
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void user_and_password_are_read_in_the_region_of_the_arn() {
        var ireland = secret("eu-west-1", SECRET);
        var virginia = secret("us-east-1", "{\"username\": \"other\", \"password\": \"x\"}");
        assertThat(find(ireland)).isEqualTo(new Lookup.Found(new Credential("monitor", PASSWORD)));
        assertThat(find(virginia)).isEqualTo(new Lookup.Found(new Credential("other", "x")));
        assertThat(aws.requests().all()).extracting("region").containsExactly("eu-west-1", "us-east-1");
    }

    @Test
    void a_secret_as_rds_writes_it_is_found_for_its_own_host() {
        var reference = secret("eu-west-1", """
                {"username": "monitor", "password": "S3cret-never-shown", "engine": "postgres",
                 "host": "Orders.internal", "port": 5432, "dbname": "shop"}""");
        assertThat(find(reference)).isInstanceOf(Lookup.Found.class);
    }

    @Test
    void a_secret_made_for_another_host_is_refused() {
        var reference = secret("eu-west-1", """
                {"username": "monitor", "password": "S3cret-never-shown", "host": "billing.internal"}""");
        Trouble trouble = trouble(reference);
        assertThat(trouble.code()).isEqualTo("secret_of_other_host");
        assertThat(trouble.message()).contains("billing.internal", Databases.HOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S3cret-never-shown",
                "{\"username\": \"monitor\", \"password\": \"S3cret-never-shown\"",
                "[\"S3cret-never-shown\"]",
                "{\"username\": \"monitor\", \"passwort\": \"S3cret-never-shown\"}",
                "{\"username\": \"\", \"password\": \"S3cret-never-shown\"}",
                "{\"username\": \"monitor\", \"password\": {\"value\": \"S3cret-never-shown\"}}",
                "\"S3cret-never-shown\""
            })
    void a_malformed_secret_is_told_without_showing_it(String content) {
        Trouble trouble = trouble(secret("eu-west-1", content));
        assertThat(trouble.code()).isEqualTo("secret_malformed");
        assertThat(trouble.remedy()).contains("username", "password");
    }

    @Test
    void a_denial_names_the_permission_that_is_missing() {
        var reference = secret("eu-west-1", SECRET);
        aws.troubles().deny(Denial.of("secretsmanager:GetSecretValue"));
        Trouble trouble = trouble(reference);
        assertThat(trouble.code()).isEqualTo("aws_access_denied");
        assertThat(trouble.message())
                .startsWith("arn:aws:iam::123456789012:user/pgrm may not secretsmanager:GetSecretValue on "
                        + reference.arn() + " because no identity-based policy allows");
        assertThat(trouble.remedy()).contains("Allow secretsmanager:GetSecretValue on " + reference.arn());
    }

    @Test
    void an_absent_secret_and_one_of_another_region_are_not_found() {
        var reference = secret("eu-west-1", SECRET);
        assertThat(trouble(parse(reference.arn().replace("eu-west-1", "eu-central-1"))))
                .satisfies(trouble -> assertThat(trouble.code()).isEqualTo("secret_not_found"))
                .satisfies(trouble -> assertThat(trouble.message()).contains("region eu-central-1"));
        assertThat(trouble(parse(reference.arn().replace("orders", "absent"))).code())
                .isEqualTo("secret_not_found");
    }

    @Test
    void a_key_that_may_not_be_used_is_told_from_one_that_cannot() {
        var reference = secret("eu-west-1", SECRET);
        aws.secrets().encrypt(reference.arn(), "alias/forbidden");
        aws.secrets().forbidKey("alias/forbidden");
        assertThat(trouble(reference))
                .satisfies(trouble -> assertThat(trouble.code()).isEqualTo("kms_denied"))
                .satisfies(trouble -> assertThat(trouble.remedy()).contains("kms:Decrypt"));

        clock.advance(Duration.ofMinutes(1));
        aws.secrets().encrypt(reference.arn(), "alias/disabled");
        aws.secrets().disableKey("alias/disabled");
        assertThat(trouble(reference).code()).isEqualTo("kms_key_unusable");
    }

    @Test
    void without_credentials_nothing_is_called() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials");
        };
        var withoutCredentials = credentials(none, Patience.USUAL);
        var reference = secret("eu-west-1", SECRET);
        assertThat(withoutCredentials.find(reference, Databases.with(reference)))
                .isInstanceOfSatisfying(
                        Lookup.NotFound.class,
                        found -> assertThat(found.trouble().code()).isEqualTo("aws_credentials_missing"));
        assertThat(aws.requests().all()).isEmpty();
    }

    @Test
    void keys_that_expired_and_keys_that_never_were_are_told_apart() {
        var reference = secret("eu-west-1", SECRET);
        AccessKey session = aws.identities().session(aws.identities().role("reader"), "night", Duration.ofHours(1));
        aws.identities().expire(session);
        var expired = credentials(AwsSite.signingWith(session), Patience.USUAL);
        assertThat(troubleOf(expired.find(reference, Databases.with(reference))).code())
                .isEqualTo("aws_credentials_expired");

        var stranger = StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIASTRANGER", "x"));
        var unknown = credentials(stranger, Patience.USUAL);
        assertThat(troubleOf(unknown.find(reference, Databases.with(reference))).code())
                .isEqualTo("aws_credentials_invalid");
    }

    @Test
    void an_endpoint_that_does_not_answer_is_given_up() {
        var reference = secret("eu-west-1", SECRET);
        var impatient = credentials(AwsSite.signingWith(aws.accessKey()), AwsSite.SHORT);
        try (Troubles.Stalled _ = aws.troubles().stall("secretsmanager:*")) {
            assertThat(troubleOf(impatient.find(reference, Databases.with(reference)))
                            .code())
                    .isEqualTo("aws_unreachable");
        }
        clock.advance(Duration.ofSeconds(5));
        assertThat(impatient.find(reference, Databases.with(reference))).isInstanceOf(Lookup.Found.class);
    }

    @Test
    void throttling_is_waited_out() {
        var reference = secret("eu-west-1", SECRET);
        aws.troubles().throttle("secretsmanager:GetSecretValue", 1);
        assertThat(find(reference)).isInstanceOf(Lookup.Found.class);
        assertThat(reads()).isEqualTo(2);
    }

    @Test
    void throttling_that_lasts_is_told_as_such_even_when_the_time_for_the_call_is_over_first() {
        var reference = secret("eu-west-1", SECRET);
        aws.troubles().throttle("secretsmanager:GetSecretValue", 100);
        var impatient = credentials(
                AwsSite.signingWith(aws.accessKey()),
                new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)));
        for (int i = 0; i < 3; i++) {
            assertThat(troubleOf(impatient.find(reference, Databases.with(reference)))
                            .code())
                    .isEqualTo("aws_throttled");
            clock.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    void what_was_read_is_kept_for_five_minutes_and_answered_without_asking_aws() {
        var reference = secret("eu-west-1", SECRET);
        find(reference);
        aws.requests().clear();
        clock.advance(Duration.ofMinutes(4));
        for (int i = 0; i < 1_000; i++) {
            find(reference);
        }
        assertThat(aws.requests().all()).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        find(reference);
        assertThat(reads()).isEqualTo(1);
    }

    @Test
    void failures_are_kept_for_five_seconds_at_first_and_up_to_a_minute_until_one_reading_succeeds() {
        var reference = secret("eu-west-1", SECRET);
        var denial = Denial.of("secretsmanager:*");
        aws.troubles().deny(denial);
        trouble(reference);
        for (int seconds : new int[] {5, 10, 20, 40, 60, 60}) {
            int before = reads();
            clock.advance(Duration.ofSeconds(seconds - 1));
            trouble(reference);
            assertThat(reads()).isEqualTo(before);
            clock.advance(Duration.ofSeconds(1));
            trouble(reference);
            assertThat(reads()).isEqualTo(before + 1);
        }
        aws.troubles().allow(denial);
        clock.advance(Duration.ofMinutes(1));
        assertThat(find(reference)).isInstanceOf(Lookup.Found.class);
        aws.troubles().deny(denial);
        clock.advance(Duration.ofMinutes(5));
        int before = reads();
        trouble(reference);
        clock.advance(Duration.ofSeconds(5));
        trouble(reference);
        assertThat(reads()).isEqualTo(before + 2);
    }

    @Test
    void many_who_ask_at_once_cause_one_read() throws InterruptedException {
        find(secret("eu-west-1", "warm-up", SECRET));
        aws.requests().clear();
        var reference = secret("eu-west-1", SECRET);
        List<Thread> askers;
        try (Troubles.Stalled _ = aws.troubles().stall("secretsmanager:*")) {
            askers = IntStream.range(0, 20)
                    .mapToObj(_ -> Thread.startVirtualThread(() -> find(reference)))
                    .toList();
            await().until(() -> askers.stream()
                    .map(Thread::getState)
                    .allMatch(state -> state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING));
        }
        for (Thread asker : askers) {
            asker.join();
        }
        assertThat(reads()).isEqualTo(1);
    }

    @Test
    void a_database_with_a_role_has_its_secret_read_as_that_role() {
        String role = aws.identities().role("orders-reader");
        var reference = secret("eu-west-1", SECRET);
        assertThat(credentials.find(reference, Databases.with(reference, role))).isInstanceOf(Lookup.Found.class);
        assertThat(aws.requests().of("GetSecretValue"))
                .extracting("principal")
                .containsExactly("arn:aws:sts::123456789012:assumed-role/orders-reader/pgrm");
    }

    @Test
    void the_external_id_of_a_role_is_sent() {
        String role = aws.identities().role("orders-reader", "customer-7");
        var reference = secret("eu-west-1", SECRET);
        assertThat(credentials.find(reference, Databases.in(reference, new IamRole(role, "customer-7"))))
                .isInstanceOf(Lookup.Found.class);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "customer-8")
    void a_role_that_does_not_trust_us_is_told_and_answers_nobody_else(@Nullable String externalId) {
        String role = aws.identities().role("closed", "customer-7");
        var reference = secret("eu-west-1", SECRET);
        assertThat(find(reference)).isInstanceOf(Lookup.Found.class);
        Trouble trouble =
                troubleOf(credentials.find(reference, Databases.in(reference, new IamRole(role, externalId))));
        assertThat(trouble.code()).isEqualTo("aws_role_denied");
        assertThat(trouble.message()).contains("user/pgrm may not assume " + role);
        assertThat(trouble.remedy())
                .contains("{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Resource\": \"" + role + "\"}")
                .contains("\"Principal\": {\"AWS\": \"arn:aws:iam::123456789012:user/pgrm\"}");
        if (externalId != null) {
            assertThat(trouble.remedy())
                    .contains("\"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"customer-8\"}}");
        }
    }

    @Test
    void a_secret_of_another_host_is_used_where_the_database_says_so() {
        var reference = secret("eu-west-1", """
                {"username": "monitor", "password": "S3cret-never-shown", "host": "primary.internal"}""");
        assertThat(credentials.find(reference, Databases.withSecretOf("primary.internal", reference)))
                .isInstanceOf(Lookup.Found.class);
        assertThat(troubleOf(credentials.find(reference, Databases.withSecretOf("other.internal", reference)))
                        .code())
                .isEqualTo("secret_of_other_host");
    }

    private CredentialReference.SecretsManager secret(String region, String content) {
        return secret(region, "orders", content);
    }

    private CredentialReference.SecretsManager secret(String region, String name, String content) {
        return parse(aws.secrets().put(region, name, content));
    }

    private static CredentialReference.SecretsManager parse(String arn) {
        return AwsSite.parse(arn);
    }

    private Lookup find(CredentialReference.SecretsManager reference) {
        return credentials.find(reference, Databases.with(reference));
    }

    private Trouble trouble(CredentialReference.SecretsManager reference) {
        return troubleOf(find(reference));
    }

    private static Trouble troubleOf(Lookup lookup) {
        assertThat(lookup).isInstanceOf(Lookup.NotFound.class);
        Trouble trouble = ((Lookup.NotFound) lookup).trouble();
        assertThat(trouble.toString()).doesNotContain(PASSWORD);
        return trouble;
    }

    private int reads() {
        return site.reads();
    }

    private SecretsManagerCredentials credentials(AwsCredentialsProvider signer, Patience patience) {
        return site.secretsManager(site.identity(signer, patience, null));
    }
}

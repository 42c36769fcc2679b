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
import dev.pgrm.domain.database.CredentialReference;
import dev.pgrm.json.JsonSecretForm;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

class SecretsManagerCredentialsTest {
    private static final String PASSWORD = "S3cret-never-shown";
    private static final String SECRET = """
            {"username": "monitor", "password": "S3cret-never-shown"}""";
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofSeconds(1));

    private static final Patience LONG =
            new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMinutes(2));

    private final MovableClock clock = new MovableClock();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private AwsEndpoint aws;
    private SecretsManagerCredentials credentials;

    @BeforeEach
    void start() throws IOException {
        aws = AwsEndpoint.start();
        credentials = credentials(aws.uri(), signingWith(aws.accessKey()), Patience.USUAL);
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
        aws.close();
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
                .isEqualTo("arn:aws:iam::123456789012:user/pgrm may not secretsmanager:GetSecretValue on "
                        + reference.arn());
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

        credentials.afterRefusal(reference, Databases.with(reference), new Credential("monitor", PASSWORD));
        aws.secrets().encrypt(reference.arn(), "alias/disabled");
        aws.secrets().disableKey("alias/disabled");
        assertThat(trouble(reference).code()).isEqualTo("kms_key_unusable");
    }

    @Test
    void without_credentials_nothing_is_called() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials");
        };
        var withoutCredentials = credentials(aws.uri(), none, Patience.USUAL);
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
        var expired = credentials(aws.uri(), signingWith(session), Patience.USUAL);
        assertThat(troubleOf(expired.find(reference, Databases.with(reference))).code())
                .isEqualTo("aws_credentials_expired");

        var stranger = StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIASTRANGER", "x"));
        var unknown = credentials(aws.uri(), stranger, Patience.USUAL);
        assertThat(troubleOf(unknown.find(reference, Databases.with(reference))).code())
                .isEqualTo("aws_credentials_invalid");
    }

    @Test
    void an_endpoint_that_does_not_answer_is_given_up() {
        var reference = secret("eu-west-1", SECRET);
        var impatient = credentials(aws.uri(), signingWith(aws.accessKey()), SHORT);
        try (Troubles.Stalled _ = aws.troubles().stall("secretsmanager:*")) {
            assertThat(troubleOf(impatient.find(reference, Databases.with(reference)))
                            .code())
                    .isEqualTo("aws_unreachable");
        }
        impatient.afterRefusal(reference, Databases.with(reference), new Credential("monitor", PASSWORD));
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
    void throttling_that_lasts_is_told() {
        var reference = secret("eu-west-1", SECRET);
        aws.troubles().throttle("secretsmanager:GetSecretValue", 20);
        var patient = credentials(aws.uri(), signingWith(aws.accessKey()), LONG);
        assertThat(troubleOf(patient.find(reference, Databases.with(reference))).code())
                .isEqualTo("aws_throttled");
    }

    @Test
    void what_was_read_is_kept_for_a_while_and_failures_for_a_shorter_one() {
        var reference = secret("eu-west-1", SECRET);
        find(reference);
        clock.advance(Duration.ofMinutes(4));
        find(reference);
        assertThat(reads()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        find(reference);
        assertThat(reads()).isEqualTo(2);

        aws.troubles().deny(Denial.of("secretsmanager:*"));
        credentials.afterRefusal(reference, Databases.with(reference), new Credential("monitor", PASSWORD));
        trouble(reference);
        trouble(reference);
        assertThat(reads()).isEqualTo(3);
        clock.advance(Duration.ofSeconds(10));
        trouble(reference);
        assertThat(reads()).isEqualTo(4);
    }

    @Test
    void a_refused_password_is_read_anew_and_a_rotation_seen() {
        var reference = secret("eu-west-1", SECRET);
        find(reference);
        aws.secrets().put("eu-west-1", "orders", "{\"username\": \"monitor\", \"password\": \"rotated\"}");
        assertThat(find(reference)).isEqualTo(new Lookup.Found(new Credential("monitor", PASSWORD)));
        credentials.afterRefusal(reference, Databases.with(reference), new Credential("monitor", PASSWORD));
        assertThat(find(reference)).isEqualTo(new Lookup.Found(new Credential("monitor", "rotated")));
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
    void a_role_that_does_not_trust_us_is_told_and_answers_nobody_else() {
        String role = aws.identities().role("closed", "external-id");
        var reference = secret("eu-west-1", SECRET);
        assertThat(find(reference)).isInstanceOf(Lookup.Found.class);
        Trouble trouble = troubleOf(credentials.find(reference, Databases.with(reference, role)));
        assertThat(trouble.code()).isEqualTo("aws_access_denied");
        assertThat(trouble.remedy()).contains("sts:AssumeRole on " + role, "trust policy");
    }

    private CredentialReference.SecretsManager secret(String region, String content) {
        return secret(region, "orders", content);
    }

    private CredentialReference.SecretsManager secret(String region, String name, String content) {
        return parse(aws.secrets().put(region, name, content));
    }

    private static CredentialReference.SecretsManager parse(String arn) {
        return (CredentialReference.SecretsManager) CredentialReference.parse(arn);
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
        return aws.requests().of("GetSecretValue").size();
    }

    private SecretsManagerCredentials credentials(URI uri, AwsCredentialsProvider signer, Patience patience) {
        AwsAccess access = AwsAccess.to(uri, signer, patience);
        var made = new SecretsManagerCredentials(access, new JsonSecretForm(), clock);
        opened.add(made);
        opened.add(access);
        return made;
    }

    private static AwsCredentialsProvider signingWith(AccessKey key) {
        return StaticCredentialsProvider.create(
                key.sessionToken() == null
                        ? AwsBasicCredentials.create(key.id(), key.secret())
                        : AwsSessionCredentials.create(key.id(), key.secret(), key.sessionToken()));
    }
}

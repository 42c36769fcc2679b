package dev.pgrm.devkit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DecryptionFailureException;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.InvalidNextTokenException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

class SecretsManagerTest {
    private static final String TOKEN = "7a5a1f6e-1c7e-4a53-9d55-0d5d3a4a9a10";
    private final SteppingClock clock = new SteppingClock();
    private AwsEndpoint endpoint;
    private SecretsManagerClient client;
    private String arn;

    @BeforeEach
    void start() throws IOException {
        endpoint = AwsEndpoint.start(0, clock);
        client = SdkClients.of(endpoint).secretsManager();
        arn = endpoint.secrets().put("eu-west-1", "orders", "one");
    }

    @AfterEach
    void stop() {
        client.close();
        endpoint.close();
    }

    @Test
    void the_recovery_window_ends_in_deletion() {
        client.deleteSecret(delete -> delete.secretId(arn).recoveryWindowInDays(7L));
        assertThatThrownBy(() -> read(arn)).isInstanceOf(InvalidRequestException.class);
        clock.advance(Duration.ofDays(7));
        assertThatThrownBy(() -> read(arn)).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void a_secret_lives_in_one_region() {
        try (SecretsManagerClient elsewhere =
                SdkClients.of(endpoint).in("us-east-1").secretsManager()) {
            assertThatThrownBy(() -> elsewhere.getSecretValue(get -> get.secretId(arn)))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }

    @Test
    void a_key_that_may_not_be_used_or_is_disabled_hides_the_secret() {
        endpoint.secrets().encrypt(arn, "alias/forbidden");
        endpoint.secrets().forbidKey("alias/forbidden");
        assertThatThrownBy(() -> read(arn)).hasMessageContaining("Access to KMS is not allowed");

        endpoint.secrets().encrypt(arn, "alias/disabled");
        endpoint.secrets().disableKey("alias/disabled");
        assertThatThrownBy(() -> read(arn)).isInstanceOf(DecryptionFailureException.class);
    }

    @Test
    void rolling_back_swaps_current_and_previous() {
        String first = client.getSecretValue(get -> get.secretId(arn)).versionId();
        endpoint.secrets().put("eu-west-1", "orders", "two");
        String second = client.getSecretValue(get -> get.secretId(arn)).versionId();
        client.updateSecretVersionStage(move -> move.secretId(arn)
                .versionStage("AWSCURRENT")
                .removeFromVersionId(second)
                .moveToVersionId(first));
        assertThat(client.describeSecret(describe -> describe.secretId(arn)).versionIdsToStages())
                .containsEntry(first, List.of("AWSCURRENT"))
                .containsEntry(second, List.of("AWSPREVIOUS"));
    }

    @Test
    void a_label_is_taken_only_from_the_version_that_is_named() {
        String first = client.getSecretValue(get -> get.secretId(arn)).versionId();
        endpoint.secrets().put("eu-west-1", "orders", "two");
        assertThatThrownBy(() -> client.updateSecretVersionStage(
                        move -> move.secretId(arn).versionStage("AWSCURRENT").moveToVersionId(first)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("RemoveFromVersionId");
    }

    @Test
    void the_current_label_cannot_be_taken_away() {
        String first = client.getSecretValue(get -> get.secretId(arn)).versionId();
        assertThatThrownBy(() -> client.updateSecretVersionStage(
                        move -> move.secretId(arn).versionStage("AWSCURRENT").removeFromVersionId(first)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void a_put_repeated_with_its_token_is_done_once() {
        for (int i = 0; i < 2; i++) {
            client.putSecretValue(
                    put -> put.secretId(arn).clientRequestToken(TOKEN).secretString("two"));
        }
        assertThat(client.describeSecret(describe -> describe.secretId(arn)).versionIdsToStages())
                .hasSize(2);
        assertThatThrownBy(() -> client.putSecretValue(
                        put -> put.secretId(arn).clientRequestToken(TOKEN).secretString("three")))
                .isInstanceOf(ResourceExistsException.class);
    }

    @Test
    void a_create_repeated_with_its_token_is_done_once() {
        for (int i = 0; i < 2; i++) {
            client.createSecret(
                    create -> create.name("new").clientRequestToken(TOKEN).secretString("one"));
        }
        assertThatThrownBy(() -> client.createSecret(
                        create -> create.name("new").clientRequestToken(TOKEN).secretString("two")))
                .isInstanceOf(ResourceExistsException.class);
    }

    @Test
    void a_name_awaiting_deletion_cannot_be_taken() {
        client.deleteSecret(delete -> delete.secretId(arn));
        assertThatThrownBy(() ->
                        client.createSecret(create -> create.name("orders").secretString("two")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("scheduled for deletion");
    }

    @Test
    void a_recovery_window_lies_between_a_week_and_thirty_days_and_excludes_force() {
        assertThatThrownBy(
                        () -> client.deleteSecret(delete -> delete.secretId(arn).recoveryWindowInDays(1L)))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> client.deleteSecret(
                        delete -> delete.secretId(arn).recoveryWindowInDays(7L).forceDeleteWithoutRecovery(true)))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void lists_filter_by_name_and_tag_and_refuse_an_invented_token() {
        client.createSecret(create -> create.name("tagged")
                .secretString("one")
                .tags(Tag.builder().key("team").value("billing").build()));
        assertThat(names("tag-key", "team")).containsExactly("tagged");
        assertThat(names("name", "ord")).containsExactly("orders");
        assertThatThrownBy(() -> client.listSecrets(list -> list.nextToken("invented")))
                .isInstanceOf(InvalidNextTokenException.class);
    }

    @Test
    void a_version_and_a_stage_that_disagree_are_refused() {
        String first = client.getSecretValue(get -> get.secretId(arn)).versionId();
        endpoint.secrets().put("eu-west-1", "orders", "two");
        assertThatThrownBy(() -> client.getSecretValue(
                        get -> get.secretId(arn).versionId(first).versionStage("AWSCURRENT")))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void an_action_it_does_not_know_is_refused() {
        assertThatThrownBy(() -> client.getRandomPassword(_ -> {}))
                .isInstanceOf(SecretsManagerException.class)
                .satisfies(refused -> assertThat(((SecretsManagerException) refused)
                                .awsErrorDetails()
                                .errorCode())
                        .isEqualTo("UnknownOperationException"));
    }

    private List<String> names(String filter, String value) {
        Filter by = Filter.builder().key(filter).values(value).build();
        return client.listSecrets(list -> list.filters(by)).secretList().stream()
                .map(SecretListEntry::name)
                .toList();
    }

    private String read(String id) {
        return client.getSecretValue(get -> get.secretId(id)).secretString();
    }
}

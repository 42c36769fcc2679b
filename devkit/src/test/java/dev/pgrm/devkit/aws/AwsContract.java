package dev.pgrm.devkit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Topic;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** What every stand-in for AWS must answer; the names are new in each test, since the server may be shared. */
abstract class AwsContract {

    abstract SdkClients clients();

    private static String newName() {
        return "test/" + UUID.randomUUID();
    }

    private CreateSecretResponse create(String name, String value) {
        return clients()
                .secretsManager()
                .createSecret(request -> request.name(name).secretString(value));
    }

    private GetSecretValueResponse read(String id) {
        return clients().secretsManager().getSecretValue(request -> request.secretId(id));
    }

    @Test
    void a_secret_is_read_by_name_by_arn_and_by_arn_without_its_random_ending() {
        String name = newName();
        String arn = create(name, "one").arn();
        assertThat(arn).matches("arn:aws:secretsmanager:[a-z0-9-]+:\\d{12}:secret:" + name + "-[A-Za-z0-9]{6}");
        for (String id : List.of(name, arn, arn.substring(0, arn.length() - 7))) {
            GetSecretValueResponse value = read(id);
            assertThat(value.secretString()).isEqualTo("one");
            assertThat(value.arn()).isEqualTo(arn);
            assertThat(value.name()).isEqualTo(name);
            assertThat(value.versionStages()).containsExactly("AWSCURRENT");
        }
    }

    @Test
    void a_binary_secret_comes_back_as_bytes() {
        String name = newName();
        byte[] bytes = {0, 1, (byte) 0xff};
        clients()
                .secretsManager()
                .createSecret(request -> request.name(name).secretBinary(SdkBytes.fromByteArray(bytes)));
        assertThat(read(name).secretBinary().asByteArray()).isEqualTo(bytes);
        assertThat(read(name).secretString()).isNull();
    }

    @Test
    void an_absent_secret_is_not_found() {
        assertThatThrownBy(() -> read(newName()))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Secrets Manager can't find the specified secret");
    }

    @Test
    void a_name_is_taken_once() {
        String name = newName();
        create(name, "one");
        assertThatThrownBy(() -> create(name, "two")).isInstanceOf(ResourceExistsException.class);
    }

    @Test
    void a_new_value_becomes_current_and_the_former_one_previous() {
        String name = newName();
        create(name, "one");
        clients().secretsManager().putSecretValue(put -> put.secretId(name).secretString("two"));
        assertThat(read(name).secretString()).isEqualTo("two");
        assertThat(readStage(name, "AWSPREVIOUS").secretString()).isEqualTo("one");
    }

    @Test
    void a_rotation_goes_from_pending_to_current() {
        String name = newName();
        String first = create(name, "one").versionId();
        String pending = UUID.randomUUID().toString();
        clients()
                .secretsManager()
                .putSecretValue(put -> put.secretId(name)
                        .secretString("two")
                        .clientRequestToken(pending)
                        .versionStages("AWSPENDING"));
        assertThat(read(name).secretString()).isEqualTo("one");
        assertThat(readStage(name, "AWSPENDING").versionId()).isEqualTo(pending);

        clients()
                .secretsManager()
                .updateSecretVersionStage(move -> move.secretId(name)
                        .versionStage("AWSCURRENT")
                        .removeFromVersionId(first)
                        .moveToVersionId(pending));
        assertThat(read(name).secretString()).isEqualTo("two");
        assertThat(readStage(name, "AWSPREVIOUS").versionId()).isEqualTo(first);
        assertThat(clients()
                        .secretsManager()
                        .describeSecret(describe -> describe.secretId(name))
                        .versionIdsToStages()
                        .get(first))
                .containsExactly("AWSPREVIOUS");
    }

    @Test
    void a_version_is_read_by_its_id_and_an_absent_stage_is_not_found() {
        String name = newName();
        String first = create(name, "one").versionId();
        clients().secretsManager().putSecretValue(put -> put.secretId(name).secretString("two"));
        assertThat(clients()
                        .secretsManager()
                        .getSecretValue(get -> get.secretId(name).versionId(first))
                        .secretString())
                .isEqualTo("one");
        assertThatThrownBy(() -> readStage(name, "AWSPENDING")).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void a_deleted_secret_is_refused_until_it_is_restored() {
        String name = newName();
        create(name, "one");
        clients().secretsManager().deleteSecret(delete -> delete.secretId(name).recoveryWindowInDays(7L));
        assertThatThrownBy(() -> read(name))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("marked for deletion");
        clients().secretsManager().restoreSecret(restore -> restore.secretId(name));
        assertThat(read(name).secretString()).isEqualTo("one");
    }

    @Test
    void a_secret_deleted_by_force_is_gone() {
        String name = newName();
        create(name, "one");
        clients().secretsManager().deleteSecret(delete -> delete.secretId(name).forceDeleteWithoutRecovery(true));
        assertThatThrownBy(() -> read(name)).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void secrets_are_listed_in_pages() {
        List<String> names = IntStream.range(0, 5).mapToObj(_ -> newName()).toList();
        names.forEach(name -> create(name, "one"));
        assertThat(clients().secretsManager().listSecretsPaginator(list -> list.maxResults(2)).stream()
                        .flatMap(page -> page.secretList().stream())
                        .map(SecretListEntry::name))
                .containsAll(names);
    }

    @Test
    void secrets_are_searched_by_how_their_name_begins() {
        String name = newName();
        create(name, "one");
        create(newName(), "two");
        var begins = Filter.builder().key(FilterNameStringType.ALL).values(name).build();
        assertThat(clients()
                        .secretsManager()
                        .listSecrets(list -> list.filters(begins))
                        .secretList())
                .extracting(SecretListEntry::name)
                .containsExactly(name);
    }

    @Test
    void a_secret_cannot_hold_text_and_bytes() {
        assertThatThrownBy(() -> clients()
                        .secretsManager()
                        .createSecret(request -> request.name(newName())
                                .secretString("one")
                                .secretBinary(SdkBytes.fromUtf8String("two"))))
                .isInstanceOf(SecretsManagerException.class)
                .satisfies(refused -> assertThat(((SecretsManagerException) refused)
                                .awsErrorDetails()
                                .errorCode())
                        .isIn("InvalidParameterException", "InvalidRequestException"));
    }

    @Test
    void a_secure_string_is_readable_with_decryption_alone() {
        String name = "/" + newName();
        clients()
                .ssm()
                .putParameter(
                        put -> put.name(name).type(ParameterType.SECURE_STRING).value("hidden"));
        assertThat(parameter(name, true)).isEqualTo("hidden");
        assertThat(parameter(name, false)).isNotEmpty().isNotEqualTo("hidden");
        assertThatThrownBy(() -> parameter(name + "/absent", true)).isInstanceOf(ParameterNotFoundException.class);
    }

    @Test
    void an_assumed_role_is_who_its_keys_sign_for() {
        String session = clients()
                .sts()
                .assumeRole(assume -> assume.roleArn(roleArn()).roleSessionName("night"))
                .assumedRoleUser()
                .arn();
        assertThat(session).matches("arn:aws:sts::\\d{12}:assumed-role/reader/night");
    }

    @Test
    void a_message_is_published_to_an_existing_topic_alone() {
        String topic = clients()
                .sns()
                .createTopic(create -> create.name("t-" + UUID.randomUUID()))
                .topicArn();
        assertThat(clients()
                        .sns()
                        .publish(publish -> publish.topicArn(topic).message("lag"))
                        .messageId())
                .isNotEmpty();
        assertThat(clients().sns().listTopicsPaginator().topics().stream().map(Topic::topicArn))
                .contains(topic);
        assertThatThrownBy(() -> clients()
                        .sns()
                        .publish(publish -> publish.topicArn(topic + "-absent").message("lag")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void metric_data_is_read_back_by_period() {
        String namespace = "pgrm/" + UUID.randomUUID();
        Instant minute = Instant.parse("2026-11-01T11:30:00Z");
        for (double lag : new double[] {10, 30}) {
            clients()
                    .cloudWatch()
                    .putMetricData(put -> put.namespace(namespace)
                            .metricData(MetricDatum.builder()
                                    .metricName("Lag")
                                    .timestamp(minute)
                                    .value(lag)
                                    .build()));
        }
        assertThat(clients()
                        .cloudWatch()
                        .listMetrics(list -> list.namespace(namespace))
                        .metrics())
                .hasSize(1);
        var result = clients()
                .cloudWatch()
                .getMetricData(get -> get.startTime(minute.minus(1, ChronoUnit.HOURS))
                        .endTime(minute.plus(1, ChronoUnit.HOURS))
                        .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                        .metricDataQueries(MetricDataQuery.builder()
                                .id("lag")
                                .metricStat(stat -> stat.period(60)
                                        .stat("Average")
                                        .metric(metric ->
                                                metric.namespace(namespace).metricName("Lag")))
                                .build()))
                .metricDataResults();
        assertThat(result.getFirst().timestamps()).containsExactly(minute);
        assertThat(result.getFirst().values()).containsExactly(20.0);
    }

    /** A role named reader that the clients may assume. */
    abstract String roleArn();

    private GetSecretValueResponse readStage(String id, String stage) {
        return clients().secretsManager().getSecretValue(get -> get.secretId(id).versionStage(stage));
    }

    private String parameter(String name, boolean decrypted) {
        return clients()
                .ssm()
                .getParameter(get -> get.name(name).withDecryption(decrypted))
                .parameter()
                .value();
    }
}

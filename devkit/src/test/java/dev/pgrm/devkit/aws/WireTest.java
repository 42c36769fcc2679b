package dev.pgrm.devkit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.rds.model.RdsException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** What the SDK never sends, or sends seldom. */
class WireTest {
    private AwsEndpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        endpoint = AwsEndpoint.start();
    }

    @AfterEach
    void stop() {
        endpoint.close();
    }

    @Test
    void an_unsigned_request_is_refused() throws Exception {
        HttpResponse<String> json = send(target("secretsmanager.ListSecrets", "{}"));
        assertThat(json.statusCode()).isEqualTo(400);
        assertThat(json.body()).contains("MissingAuthenticationTokenException");

        HttpResponse<String> query = send(form("Action=DescribeDBInstances&Version=2014-10-31"));
        assertThat(query.statusCode()).isEqualTo(403);
        assertThat(query.body()).contains("<Code>MissingAuthenticationToken</Code>");
    }

    @Test
    void a_malformed_signature_is_refused() throws Exception {
        String[] malformed = {
            "AWS4-HMAC-SHA256 Credential=AKIA/20261101/eu-west-1/rds/aws4_request",
            "AWS4-HMAC-SHA256 Credential=AKIA, SignedHeaders=host, Signature=" + "0".repeat(64),
            "Basic abc"
        };
        for (String header : malformed) {
            HttpResponse<String> refused =
                    send(form("Action=ListTopics&Version=2010-03-31").header("Authorization", header));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("<Code>IncompleteSignature</Code>");
        }
    }

    @Test
    void a_signature_for_another_service_is_refused() throws Exception {
        HttpResponse<String> refused =
                send(target("secretsmanager.ListSecrets", "{}").header("Authorization", signedFor("ssm")));
        assertThat(refused.body())
                .contains("InvalidSignatureException", "Credential should be scoped to correct service");
    }

    @Test
    void unreadable_json_is_refused() throws Exception {
        HttpResponse<String> refused = send(
                target("secretsmanager.ListSecrets", "{broken").header("Authorization", signedFor("secretsmanager")));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("SerializationException");
    }

    @Test
    void a_missing_parameter_is_named() throws Exception {
        HttpResponse<String> refused =
                send(form("Action=DescribeDBLogFiles&Version=2014-10-31").header("Authorization", signedFor("rds")));
        assertThat(refused.body()).contains("MissingParameter", "DBInstanceIdentifier");
    }

    @Test
    void unknown_actions_are_refused_in_every_protocol() {
        SdkClients clients = SdkClients.of(endpoint);
        assertThatThrownBy(() -> clients.rds().describeEvents())
                .isInstanceOf(RdsException.class)
                .satisfies(refused -> assertThat(
                                ((RdsException) refused).awsErrorDetails().errorCode())
                        .isEqualTo("InvalidAction"));
        assertThatThrownBy(() -> clients.cloudWatch().describeAlarms())
                .isInstanceOf(CloudWatchException.class)
                .satisfies(refused -> assertThat(((CloudWatchException) refused)
                                .awsErrorDetails()
                                .errorCode())
                        .isEqualTo("InvalidAction"));
    }

    @Test
    void large_metric_batches_arrive_though_the_sdk_compresses_them() {
        var data = Collections.nCopies(
                500,
                MetricDatum.builder()
                        .metricName("Lag")
                        .value(1.5)
                        .dimensions(Dimension.builder()
                                .name("stream")
                                .value("orders_to_warehouse")
                                .build())
                        .build());
        SdkClients.of(endpoint)
                .cloudWatch()
                .putMetricData(put -> put.namespace("pgrm").metricData(data));
        assertThat(endpoint.metrics().all())
                .hasSize(500)
                .allSatisfy(point -> assertThat(point.dimensions()).containsEntry("stream", "orders_to_warehouse"));
    }

    @Test
    void messages_are_kept_with_their_attributes_and_markup() {
        String topic = endpoint.topics().create("eu-west-1", "alerts");
        SdkClients.of(endpoint)
                .sns()
                .publish(publish -> publish.topicArn(topic)
                        .subject("Lag <b>")
                        .message("a & b = \"ü\"")
                        .messageAttributes(Map.of(
                                "severity",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("critical")
                                        .build())));
        assertThat(endpoint.topics().messages()).singleElement().satisfies(message -> {
            assertThat(message.subject()).isEqualTo("Lag <b>");
            assertThat(message.message()).isEqualTo("a & b = \"ü\"");
            assertThat(message.attributes()).containsEntry("severity", "critical");
        });
    }

    @Test
    void a_subscription_by_mail_waits_for_confirmation() {
        String topic = endpoint.topics().create("eu-west-1", "alerts");
        var sns = SdkClients.of(endpoint).sns();
        assertThat(sns.subscribe(to -> to.topicArn(topic).protocol("email").endpoint("dba@example.org"))
                        .subscriptionArn())
                .isEqualTo("pending confirmation");
        assertThat(sns.subscribe(to -> to.topicArn(topic).protocol("sqs").endpoint("arn:aws:sqs:x"))
                        .subscriptionArn())
                .startsWith(topic);
    }

    @Test
    void topics_are_listed_by_the_hundred() {
        IntStream.range(0, 120).forEach(n -> endpoint.topics().create("eu-west-1", "t" + n));
        endpoint.topics().create("us-east-1", "elsewhere");
        var sns = SdkClients.of(endpoint).sns();
        assertThat(sns.listTopics().topics()).hasSize(100);
        assertThat(sns.listTopicsPaginator().topics()).hasSize(120);
    }

    private String signedFor(String service) {
        return "AWS4-HMAC-SHA256 Credential=" + endpoint.accessKey().id() + "/20261101/eu-west-1/" + service
                + "/aws4_request, SignedHeaders=host, Signature=" + "0".repeat(64);
    }

    private HttpRequest.Builder target(String target, String body) {
        return HttpRequest.newBuilder(endpoint.uri())
                .header("X-Amz-Target", target)
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder form(String body) {
        return HttpRequest.newBuilder(endpoint.uri()).POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}

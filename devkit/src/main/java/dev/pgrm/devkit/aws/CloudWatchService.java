package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** CloudWatch metrics: what was put can be listed and read back. */
final class CloudWatchService implements AwsService {
    private static final int PAGE = 500;

    private final Metrics metrics;
    private final Clock clock;

    CloudWatchService(Metrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public String scope() {
        return "monitoring";
    }

    @Override
    public String permissionPrefix() {
        return "cloudwatch";
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "PutMetricData", new Operation(_ -> "*", this::put),
                "ListMetrics", new Operation(_ -> "*", this::list),
                "GetMetricData", new Operation(_ -> "*", this::get));
    }

    private ObjectNode put(Call call) {
        String namespace = call.text("Namespace");
        if (namespace.startsWith("AWS/")) {
            throw AwsError.badRequest("InvalidParameterValue", "The value AWS/ for parameter Namespace is invalid.");
        }
        for (JsonNode datum : call.input().path("MetricData")) {
            Instant time = datum.has("Timestamp") ? epoch(datum.get("Timestamp")) : clock.instant();
            for (double value : values(datum)) {
                metrics.put(new Metrics.DataPoint(
                        call.region(),
                        namespace,
                        datum.path("MetricName").asText(),
                        dimensions(datum),
                        time,
                        value,
                        datum.path("Unit").asText("None")));
            }
        }
        return Trees.object();
    }

    private ObjectNode list(Call call) {
        List<ObjectNode> found = metrics.all().stream()
                .filter(point -> point.region().equals(call.region()))
                .filter(point -> matches(call.input(), "Namespace", point.namespace()))
                .filter(point -> matches(call.input(), "MetricName", point.metric()))
                .map(CloudWatchService::metric)
                .distinct()
                .toList();
        Page<ObjectNode> page = Page.of(
                found,
                call.find("NextToken"),
                PAGE,
                () -> AwsError.badRequest("InvalidParameterValue", "Invalid NextToken."));
        ObjectNode answer = Trees.object();
        answer.set("Metrics", Trees.array(page.items(), metric -> metric));
        if (page.next() != null) {
            answer.put("NextToken", page.next());
        }
        return answer;
    }

    private ObjectNode get(Call call) {
        var results = new ArrayList<ObjectNode>();
        boolean ascending = call.text("ScanBy", "TimestampDescending").equals("TimestampAscending");
        for (JsonNode query : call.input().path("MetricDataQueries")) {
            Duration period =
                    Duration.ofSeconds(query.path("MetricStat").path("Period").asInt(60));
            List<Metrics.DataPoint> points = metrics.all().stream()
                    .filter(point -> point.region().equals(call.region()))
                    .filter(point ->
                            metric(point).equals(normal(query.path("MetricStat").path("Metric"))))
                    .filter(point -> !point.time().isBefore(call.time("StartTime"))
                            && point.time().isBefore(call.time("EndTime")))
                    .toList();
            results.add(MetricSeries.of(points, period).asResult(query, ascending));
        }
        ObjectNode answer = Trees.object();
        answer.set("MetricDataResults", Trees.array(results, result -> result));
        return answer;
    }

    private static List<Double> values(JsonNode datum) {
        var values = new ArrayList<Double>();
        if (datum.has("Value")) {
            values.add(datum.get("Value").asDouble());
        }
        for (int i = 0; i < datum.path("Values").size(); i++) {
            int count = datum.path("Counts").path(i).asInt(1);
            for (int n = 0; n < count; n++) {
                values.add(datum.get("Values").get(i).asDouble());
            }
        }
        return values;
    }

    private static boolean matches(JsonNode input, String field, String value) {
        return !input.hasNonNull(field) || input.get(field).asText().equals(value);
    }

    private static ObjectNode metric(Metrics.DataPoint point) {
        return metric(point.namespace(), point.metric(), point.dimensions());
    }

    private static ObjectNode normal(JsonNode metric) {
        return metric(
                metric.path("Namespace").asText(), metric.path("MetricName").asText(), dimensions(metric));
    }

    private static ObjectNode metric(String namespace, String name, Map<String, String> dimensions) {
        ObjectNode node = Trees.object().put("Namespace", namespace).put("MetricName", name);
        node.set(
                "Dimensions",
                Trees.array(
                        new TreeMap<>(dimensions).entrySet(),
                        each -> Trees.object().put("Name", each.getKey()).put("Value", each.getValue())));
        return node;
    }

    private static Map<String, String> dimensions(JsonNode node) {
        var dimensions = new TreeMap<String, String>();
        node.path("Dimensions")
                .forEach(each -> dimensions.put(
                        each.path("Name").asText(), each.path("Value").asText()));
        return dimensions;
    }

    private static Instant epoch(JsonNode seconds) {
        return Instant.ofEpochMilli(Math.round(seconds.asDouble() * 1000));
    }
}

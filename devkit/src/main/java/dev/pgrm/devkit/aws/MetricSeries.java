package dev.pgrm.devkit.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The values of one metric, gathered into periods. */
final class MetricSeries {
    private final NavigableMap<Instant, DoubleSummaryStatistics> periods = new TreeMap<>();

    static MetricSeries of(List<Metrics.DataPoint> points, Duration period) {
        var series = new MetricSeries();
        for (Metrics.DataPoint point : points) {
            long start = Math.floorDiv(point.time().getEpochSecond(), period.toSeconds()) * period.toSeconds();
            series.periods
                    .computeIfAbsent(Instant.ofEpochSecond(start), _ -> new DoubleSummaryStatistics())
                    .accept(point.value());
        }
        return series;
    }

    ObjectNode asResult(JsonNode query, boolean ascending) {
        String statistic = query.path("MetricStat").path("Stat").asText();
        String name = query.path("MetricStat").path("Metric").path("MetricName").asText();
        ObjectNode result = Trees.object()
                .put("Id", query.path("Id").asText())
                .put("Label", query.path("Label").asText(name))
                .put("StatusCode", "Complete");
        ArrayNode times = result.putArray("Timestamps");
        ArrayNode values = result.putArray("Values");
        (ascending ? periods : periods.descendingMap()).forEach((start, summary) -> {
            times.addPOJO(start);
            values.add(value(statistic, summary));
        });
        return result;
    }

    private static double value(String statistic, DoubleSummaryStatistics summary) {
        return switch (statistic) {
            case "Average" -> summary.getAverage();
            case "Sum" -> summary.getSum();
            case "Minimum" -> summary.getMin();
            case "Maximum" -> summary.getMax();
            case "SampleCount" -> summary.getCount();
            default ->
                throw AwsError.badRequest("InvalidParameterValue", "The value " + statistic + " for Stat is invalid.");
        };
    }
}

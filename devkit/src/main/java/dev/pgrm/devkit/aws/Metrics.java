package dev.pgrm.devkit.aws;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** CloudWatch's data points of all regions, in the order they were put. */
public final class Metrics {
    private final List<DataPoint> points = new CopyOnWriteArrayList<>();

    /** One value of one metric. */
    public record DataPoint(
            String region,
            String namespace,
            String metric,
            Map<String, String> dimensions,
            Instant time,
            double value,
            String unit) {

        public DataPoint {
            dimensions = Map.copyOf(dimensions);
        }
    }

    Metrics() {}

    /** Also the way to lay out what AWS itself measures, such as AWS/RDS, which nobody else may put. */
    public void put(DataPoint point) {
        points.add(point);
    }

    public List<DataPoint> all() {
        return List.copyOf(points);
    }
}

package dev.pgrm.api.topology;

import dev.pgrm.application.topology.LiveTopology;
import dev.pgrm.base.BeforeScrape;
import dev.pgrm.domain.Words;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.topology.Topology;
import dev.pgrm.domain.topology.Topology.Node;
import dev.pgrm.domain.topology.Topology.Status;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The topology as metrics. What is unknown has no sample: a zero would be a lie. */
@Singleton
final class TopologyMetrics implements BeforeScrape {
    private final LiveTopology live;
    private final MultiGauge databaseUp;
    private final MultiGauge streamUp;
    private final MultiGauge lagBytes;
    private final MultiGauge lagSeconds;
    private final MultiGauge retainedBytes;

    TopologyMetrics(LiveTopology live, MeterRegistry registry) {
        this.live = live;
        this.databaseUp = gauge(registry, "pgrm.database.up", "1 while the database can be reached");
        this.streamUp = gauge(registry, "pgrm.stream.up", "1 while changes flow or tables are being copied");
        this.lagBytes = gauge(registry, "pgrm.stream.lag.bytes", "WAL of the source that the target has not confirmed");
        this.lagSeconds = gauge(
                registry, "pgrm.stream.lag.seconds", "Age of the oldest change that the target has not confirmed");
        this.retainedBytes = gauge(registry, "pgrm.slot.retained.wal.bytes", "WAL that the stream's slot keeps");
    }

    private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    @Override
    public void update() {
        Topology topology = live.current().topology();
        Map<UUID, String> names = topology.nodes().stream().collect(Collectors.toMap(Node::id, Node::name));
        databaseUp.register(
                topology.nodes().stream()
                        .filter(node -> node.status() == Status.CONNECTED || node.status() == Status.DISCONNECTED)
                        .map(node -> row(Tags.of("database", node.name()), node.status() == Status.CONNECTED ? 1 : 0))
                        .toList(),
                true);
        register(streamUp, topology, names, stream -> stream.status().healthy() ? 1 : 0);
        register(
                lagBytes,
                topology,
                names,
                stream -> stream.lag().bytes() == null
                        ? null
                        : stream.lag().bytes().count());
        register(
                lagSeconds,
                topology,
                names,
                stream ->
                        stream.lag().time() == null ? null : stream.lag().time().toMillis() / 1000.0);
        register(
                retainedBytes,
                topology,
                names,
                stream -> stream.retainedWal() == null
                        ? null
                        : stream.retainedWal().count());
    }

    private static void register(
            MultiGauge gauge, Topology topology, Map<UUID, String> names, Function<Stream, @Nullable Number> value) {
        List<Row<?>> rows = topology.streams().stream()
                .filter(stream -> value.apply(stream) != null)
                .<Row<?>>map(stream -> row(tags(stream, names), value.apply(stream)))
                .toList();
        gauge.register(rows, true);
    }

    /** By the target's name, since that is where a stream is looked for when it fails. */
    private static Tags tags(Stream stream, Map<UUID, String> names) {
        return Tags.of(
                "database", names.getOrDefault(stream.targetNode(), "unregistered"),
                "stream", stream.name(),
                "type", Words.of(stream.type()));
    }

    private static Row<Number> row(Tags tags, @Nullable Number value) {
        return Row.of(tags, value == null ? Double.NaN : value);
    }
}

package dev.pgrm.application.history;

import dev.pgrm.application.history.Element.OfNode;
import dev.pgrm.application.history.Element.OfServer;
import dev.pgrm.application.history.Element.OfStream;
import dev.pgrm.application.history.Stills.Figures;
import dev.pgrm.domain.history.Measure;
import dev.pgrm.domain.history.Series;
import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
import dev.pgrm.domain.observation.WalForecast;
import dev.pgrm.domain.postgres.Bytes;
import dev.pgrm.domain.postgres.Lsn;
import dev.pgrm.domain.server.ServerId;
import dev.pgrm.domain.stream.Lag;
import dev.pgrm.domain.stream.Stream;
import dev.pgrm.domain.stream.Stream.Backfill;
import dev.pgrm.domain.topology.Topology;
import dev.pgrm.domain.topology.Topology.MappedServer;
import dev.pgrm.domain.topology.Topology.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The map of a moment, from its parts and their figures. */
final class Figured {
    static final Map<TableState, Measure> TABLES = Map.of(
            TableState.INITIAL, Measure.TABLES_INITIAL,
            TableState.COPYING, Measure.TABLES_COPYING,
            TableState.COPIED, Measure.TABLES_COPIED,
            TableState.SYNCHRONIZED, Measure.TABLES_SYNCHRONIZED,
            TableState.READY, Measure.TABLES_READY);

    private final Map<Series, Map<Measure, Long>> figures;
    private final boolean watched;

    /** @param watched whether anybody looked at that time; if not, all is as it was seen last */
    Figured(Map<Series, Map<Measure, Long>> figures, boolean watched) {
        this.figures = figures;
        this.watched = watched;
    }

    Topology topology(List<Element> elements) {
        var servers = new ArrayList<MappedServer>();
        var nodes = new ArrayList<Node>();
        var streams = new ArrayList<Stream>();
        for (Element element : elements) {
            switch (element) {
                case OfServer(var server) -> servers.add(server(server));
                case OfNode(var node) -> nodes.add(Stills.with(node, node.error(), stale(node.stale()), node.health()));
                case OfStream(var stream) -> streams.add(stream(stream));
            }
        }
        return Topology.of(servers, nodes, streams);
    }

    private boolean stale(boolean then) {
        return then || !watched;
    }

    private MappedServer server(MappedServer server) {
        Long wal = of(Series.of(new ServerId(server.id()))).get(Measure.SERVER_WAL);
        return Stills.with(
                server, wal == null ? null : new Lsn(wal), server.error(), stale(server.stale()), server.health());
    }

    private Stream stream(Stream stream) {
        Map<Measure, Long> of = of(Series.of(stream.id()));
        Long millis = of.get(Measure.LAG_MILLIS);
        var figured = new Figures(
                new Lag(bytes(of.get(Measure.LAG_BYTES)), millis == null ? null : Duration.ofMillis(millis)),
                bytes(of.get(Measure.RETAINED_BYTES)),
                forecast(of),
                tables(of),
                backfill(of));
        return Stills.with(stream, figured, stale(stream.stale()));
    }

    private Map<Measure, Long> of(Series series) {
        return figures.getOrDefault(series, Map.of());
    }

    private static @Nullable WalForecast forecast(Map<Measure, Long> of) {
        Long growth = of.get(Measure.GROWTH);
        Long seconds = of.get(Measure.LOST_SECONDS);
        return growth == null
                ? null
                : new WalForecast(
                        growth, of.get(Measure.SAFE_BYTES), seconds == null ? null : Duration.ofSeconds(seconds));
    }

    private static @Nullable TableStates tables(Map<Measure, Long> of) {
        var count = new EnumMap<TableState, Integer>(TableState.class);
        TABLES.forEach((state, measure) -> {
            Long tables = of.get(measure);
            if (tables != null) {
                count.put(state, Math.toIntExact(tables));
            }
        });
        return count.isEmpty() ? null : new TableStates(count);
    }

    private static @Nullable Backfill backfill(Map<Measure, Long> of) {
        Long percent = of.get(Measure.BACKFILL_MILLIPERCENT);
        Long done = of.get(Measure.BACKFILL_BYTES);
        return percent == null || done == null
                ? null
                : new Backfill(percent / 1000.0, done, of.get(Measure.BACKFILL_TOTAL), null, null, null, 0);
    }

    private static @Nullable Bytes bytes(@Nullable Long count) {
        return count == null ? null : new Bytes(count);
    }
}

package dev.pgrm.domain.stream;

import dev.pgrm.domain.observation.DatabaseFacts.Subscription;
import dev.pgrm.domain.observation.DatabaseFacts.TableState;
import dev.pgrm.domain.observation.DatabaseFacts.TableStates;
import dev.pgrm.domain.observation.PublishedTables;
import dev.pgrm.domain.observation.PublishedTables.SizedTable;
import dev.pgrm.domain.observation.TableCopy;
import dev.pgrm.domain.postgres.TableName;
import dev.pgrm.domain.stream.Stream.Backfill;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the initial copy of a stream has come, over the bytes that the source says its tables have. The sizes of the largest are
 * known one by one, those of the rest by their average. A copy sends text and not pages, so that what runs is an estimate too:
 * nothing is called whole before it is.
 */
public final class BackfillEstimate {
    private static final double ALMOST = 0.99;

    private final TableStates tables;
    private final List<TableCopy> copies;
    private final Map<TableName, Long> sizes = new HashMap<>();
    private final long total;
    private final double ofTheRest;

    private BackfillEstimate(Subscription subscription, List<PublishedTables> published) {
        tables = subscription.tables();
        copies = subscription.copies();
        long bytes = 0;
        long rest = 0;
        int others = 0;
        for (PublishedTables each : published) {
            each.largest().forEach(table -> sizes.put(table.name(), table.bytes()));
            long largest = each.largest().stream().mapToLong(SizedTable::bytes).sum();
            bytes += Math.max(each.bytes(), largest);
            rest += Math.max(0, each.bytes() - largest);
            others += Math.max(0, each.count() - each.largest().size());
        }
        total = bytes;
        ofTheRest = others == 0 ? 0 : (double) rest / others;
    }

    /**
     * Nothing when there is nothing left to copy.
     *
     * @param published by the publications of the subscription; empty where the source cannot tell
     */
    public static @Nullable Backfill of(Subscription subscription, List<PublishedTables> published, Instant now) {
        TableStates tables = subscription.tables();
        if (tables.total() == 0 || tables.allReady()) {
            return null;
        }
        var estimate = new BackfillEstimate(subscription, published);
        Double speed = subscription.copied().bytesPerSecond();
        Duration stalled = stalled(subscription, now);
        int restarts = subscription.copied().restarts();
        if (estimate.total == 0) {
            return new Backfill(estimate.overTables(), estimate.brought(), null, null, speed, stalled, restarts);
        }
        double left = estimate.left();
        long done = Math.round(Math.max(0, estimate.total - left));
        Double eta = speed == null || speed <= 0 ? null : left / speed;
        double percent = Math.min(100 * ALMOST, 100.0 * done / estimate.total);
        return new Backfill(percent, done, estimate.total, eta, speed, stalled, restarts);
    }

    private double overTables() {
        int copied = tables.ready() + tables.in(TableState.COPIED);
        return Math.min(100 * ALMOST, 100.0 * copied / tables.total());
    }

    private long brought() {
        return copies.stream()
                .mapToLong(copy -> copy.bytes() == null ? 0 : copy.bytes())
                .sum();
    }

    /** Of tables that wait, or are under way; more of them may wait than are told of one by one. */
    private double left() {
        double left = 0;
        int told = 0;
        for (TableCopy copy : copies) {
            if (copy.state() == TableState.INITIAL || copy.state() == TableState.COPYING) {
                told++;
                double size = size(copy);
                long brought = copy.bytes() == null || copy.state() == TableState.INITIAL ? 0 : copy.bytes();
                left += size - Math.min((double) brought, ALMOST * size);
            }
        }
        int untold = tables.in(TableState.INITIAL) + tables.in(TableState.COPYING) - told;
        return Math.min((double) total, left + Math.max(0, untold) * ofTheRest);
    }

    private double size(TableCopy copy) {
        Long known = sizes.get(copy.name());
        return known == null ? ofTheRest : known.doubleValue();
    }

    /** Whether a copy gets on cannot be told where its progress is hidden. */
    private static @Nullable Duration stalled(Subscription subscription, Instant now) {
        Instant since = subscription.copied().stalledSince();
        boolean hidden = subscription.copies().stream()
                .anyMatch(copy -> copy.state() == TableState.COPYING && copy.worker() != null && copy.bytes() == null);
        return since == null || hidden || since.isAfter(now) ? null : Duration.between(since, now);
    }
}

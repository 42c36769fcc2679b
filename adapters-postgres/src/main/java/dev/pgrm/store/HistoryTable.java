package dev.pgrm.store;

import dev.pgrm.domain.history.Grain;
import dev.pgrm.domain.history.Measure;
import dev.pgrm.domain.history.Subject;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tables of history, each in partitions of so much time. */
enum HistoryTable {
    STREAM_SAMPLE(Duration.ofHours(1)),
    SLOT_SAMPLE(Duration.ofHours(1)),
    SERVER_SAMPLE(Duration.ofHours(1)),
    RAW_CHUNK(Duration.ofHours(6)),
    MINUTE_CHUNK(Duration.ofDays(1)),
    QUARTER_CHUNK(Duration.ofDays(16));

    private final Duration span;

    HistoryTable(Duration span) {
        this.span = span;
    }

    static HistoryTable of(Subject subject) {
        return switch (subject) {
            case STREAM -> STREAM_SAMPLE;
            case SLOT -> SLOT_SAMPLE;
            case SERVER -> SERVER_SAMPLE;
        };
    }

    static HistoryTable of(Grain grain) {
        return switch (grain) {
            case RAW -> RAW_CHUNK;
            case MINUTE -> MINUTE_CHUNK;
            case QUARTER -> QUARTER_CHUNK;
        };
    }

    /** Of what is not closed yet. */
    static List<HistoryTable> samples() {
        return Arrays.stream(Subject.values()).map(HistoryTable::of).toList();
    }

    /** How much time one partition holds. */
    Duration span() {
        return span;
    }

    String sql() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String columns(List<Measure> measures) {
        return measures.stream().map(Measure::column).collect(Collectors.joining(", "));
    }
}

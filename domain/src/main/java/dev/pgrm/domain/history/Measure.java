package dev.pgrm.domain.history;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A figure that is kept over time, as a whole number. Numbers and names are written down and never change; a figure that is no
 * longer taken keeps its number.
 */
public enum Measure {
    /** By its number in {@link Statuses}. */
    STATUS(Subject.STREAM, 1),
    /** One while an end cannot be reached. */
    STALE(Subject.STREAM, 2),
    LAG_BYTES(Subject.STREAM, 3),
    LAG_MILLIS(Subject.STREAM, 4),
    RETAINED_BYTES(Subject.STREAM, 5),
    SAFE_BYTES(Subject.STREAM, 6),
    GROWTH(Subject.STREAM, 7),
    LOST_SECONDS(Subject.STREAM, 8),
    BACKFILL_MILLIPERCENT(Subject.STREAM, 9),
    BACKFILL_BYTES(Subject.STREAM, 10),
    BACKFILL_TOTAL(Subject.STREAM, 11),
    TABLES_INITIAL(Subject.STREAM, 12),
    TABLES_COPYING(Subject.STREAM, 13),
    TABLES_COPIED(Subject.STREAM, 14),
    TABLES_SYNCHRONIZED(Subject.STREAM, 15),
    TABLES_READY(Subject.STREAM, 16),
    APPLY_ERRORS(Subject.STREAM, 17),
    SYNC_ERRORS(Subject.STREAM, 18),
    CONFLICTS(Subject.STREAM, 19),
    /** A position: as far as the target was sent. */
    RECEIVED(Subject.STREAM, 20),
    /** A position: as far as the target has confirmed. */
    CONFIRMED(Subject.STREAM, 21),

    SLOT_ACTIVE(Subject.SLOT, 41),
    SLOT_RETAINED_BYTES(Subject.SLOT, 42),
    SLOT_SAFE_BYTES(Subject.SLOT, 43),
    SLOT_LAG_BYTES(Subject.SLOT, 44),
    SLOT_XMIN_AGE(Subject.SLOT, 45),
    SLOT_CATALOG_XMIN_AGE(Subject.SLOT, 46),
    SLOT_RESTART(Subject.SLOT, 47),
    SLOT_CONFIRMED(Subject.SLOT, 48),
    SLOT_SPILLED(Subject.SLOT, 49),
    SLOT_SPILL_BYTES(Subject.SLOT, 50),
    SLOT_STREAMED(Subject.SLOT, 51),
    SLOT_STREAM_BYTES(Subject.SLOT, 52),
    SLOT_DECODED_BYTES(Subject.SLOT, 53),

    /** A position: where its log ends. */
    SERVER_WAL(Subject.SERVER, 71),
    SERVER_REPLAYED(Subject.SERVER, 72),
    SERVER_LATENCY_MICROS(Subject.SERVER, 73),
    SERVER_SENDERS(Subject.SERVER, 74);

    private static final Map<Integer, Measure> BY_NUMBER = new HashMap<>();

    static {
        for (Measure measure : values()) {
            BY_NUMBER.put(measure.number, measure);
        }
    }

    private final Subject subject;
    private final int number;
    private final String column;

    Measure(Subject subject, int number) {
        this.subject = subject;
        this.number = number;
        this.column = name().replaceFirst("^(SLOT|SERVER)_", "").toLowerCase(Locale.ROOT);
    }

    public Subject subject() {
        return subject;
    }

    public int number() {
        return number;
    }

    /** Its name among the figures of its subject. */
    public String column() {
        return column;
    }

    /** None for one that a later version takes. */
    public static @Nullable Measure numbered(int number) {
        return BY_NUMBER.get(number);
    }
}
